package sh.fanout.spring.diagnostics;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import sh.fanout.FanoutException;

/**
 * Turns a start that Fanout refused into what is wrong and what to write instead.
 *
 * <p>First of all: Boot's own analyzers would explain the bean or the binding around the refusal.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class FanoutFailureAnalyzer extends AbstractFailureAnalyzer<FanoutException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, FanoutException cause) {
        var description =
                "%s: %s%n%n%s".formatted(cause.code().id(), cause.code().title(), cause.problem());
        return new FailureAnalysis(description, cause.hint(), cause);
    }
}
