package sh.fanout.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.support.SpringFactoriesLoader;

/** Starts of applications, as {@code main} does it. */
public final class Starts {

    /** Some analyzers of Boot want arguments, which it gives them by itself. */
    private static final SpringFactoriesLoader.FailureHandler QUIET = (type, name, failure) -> {};

    private Starts() {}

    /** A running application without a web server, on an embedded Temporal unless the properties say otherwise. */
    public static ConfigurableApplicationContext start(Class<?> application, String... properties) {
        return start(application, builder -> {}, properties);
    }

    public static ConfigurableApplicationContext start(
            Class<?> application, Consumer<SpringApplicationBuilder> more, String... properties) {
        var builder = new SpringApplicationBuilder(application)
                .web(WebApplicationType.NONE)
                .properties(properties)
                .properties("spring.main.banner-mode=off", "logging.level.org.springframework=off");
        more.accept(builder);
        return builder.run();
    }

    /** What a person reads instead of a stack trace when the application does not start. */
    public static FailureAnalysis analysis(Class<?> application, String... properties) {
        List<Throwable> failures = new ArrayList<>();
        try (var started = start(application, properties)) {
            assertThat(started).as("a start that fails").isNull();
        } catch (RuntimeException e) {
            failures.add(e);
        }
        var loader = SpringFactoriesLoader.forDefaultResourceLocation(Starts.class.getClassLoader());
        return loader.load(FailureAnalyzer.class, QUIET).stream()
                .map(analyzer -> analyzer.analyze(failures.get(0)))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new AssertionError("nobody explains", failures.get(0)));
    }
}
