package sh.fanout.workflows.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import sh.fanout.EventEnvelope;
import sh.fanout.subscription.RejectedEventException;
import sh.fanout.subscription.RetryLaterException;

class FailedAttemptTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(FailedAttempt.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(lines);
    }

    @AfterEach
    void listenNoMore() {
        logger.setLevel(null);
        logger.detachAppender(lines);
    }

    @Test
    void isOneLineWhileTheEventIsDeliveredAgain() {
        var failure = new IllegalStateException("the mail server\n is away");

        log(2, failure, Failures.retryable(failure, Duration.ofSeconds(4)));

        var line = onlyLine();
        assertThat(line.getLevel()).isEqualTo(Level.WARN);
        assertThat(line.getFormattedMessage())
                .isEqualTo("send-receipt failed in attempt 2 of 5 at order.created e-1, the next is in PT4S: "
                        + "java.lang.IllegalStateException: the mail server is away");
        assertThat(line.getThrowableProxy()).isNull();
    }

    @Test
    void hasTheStackOfTheHandlerOnceTheDeliveryGivesUp() {
        var failure = new IllegalStateException("the mail server is away");

        log(5, failure, Failures.last(failure, AttemptLog.NONE, "shop"));

        var line = onlyLine();
        assertThat(line.getLevel()).isEqualTo(Level.ERROR);
        assertThat(line.getFormattedMessage())
                .isEqualTo("send-receipt gives up on order.created e-1, in attempt 5 of 5: "
                        + "java.lang.IllegalStateException: the mail server is away");
        assertThat(line.getThrowableProxy().getClassName()).isEqualTo(IllegalStateException.class.getName());
    }

    @Test
    void saysThatTheLifeOfTheEventEnds() {
        var failure = new IllegalStateException("away");

        log(3, failure, Failures.expired(failure, AttemptLog.NONE, "shop"));

        assertThat(onlyLine().getFormattedMessage()).contains("order.created e-1, whose life ends before the next");
    }

    @Test
    void hasNoStackOfWhatAHandlerDecides() {
        var rejected = new RejectedEventException("no such customer");
        log(1, rejected, Failures.last(rejected, AttemptLog.NONE, "shop"));
        var later = new RetryLaterException(Duration.ofMinutes(1), "it is night");
        log(1, later, Failures.retryable(later, later.delay()));

        assertThat(lines.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.ERROR, Level.INFO);
        assertThat(lines.list)
                .allSatisfy(it -> assertThat(it.getThrowableProxy()).isNull());
        assertThat(lines.list.get(1).getFormattedMessage())
                .isEqualTo("send-receipt puts off order.created e-1 for PT1M: it is night");
    }

    @Test
    void doesNotEndAtANul() {
        assertThat(Failures.oneLine(new IllegalStateException("before\0and after")))
                .isEqualTo("java.lang.IllegalStateException: before\uFFFDand after");
    }

    @Test
    void isLoggedByNobodyElse() {
        var failure = new IllegalStateException("away");

        assertThat(Failures.retryable(failure, Duration.ofSeconds(1)).getCategory())
                .isEqualTo(ApplicationErrorCategory.BENIGN);
        assertThat(Failures.last(failure, AttemptLog.NONE, "shop").getCategory())
                .isEqualTo(ApplicationErrorCategory.BENIGN);
    }

    private static void log(int attempt, Throwable failure, ApplicationFailure next) {
        new FailedAttempt(
                        "send-receipt",
                        EventEnvelope.of("e-1", "order.created", "{}", Instant.EPOCH),
                        attempt,
                        5,
                        failure,
                        next)
                .log();
    }

    private ILoggingEvent onlyLine() {
        assertThat(lines.list).hasSize(1);
        return lines.list.get(0);
    }
}
