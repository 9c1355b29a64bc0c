package sh.fanout.workflows.delivery;

import io.temporal.failure.ApplicationFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.fanout.EventEnvelope;
import sh.fanout.subscription.RejectedEventException;
import sh.fanout.subscription.RetryLaterException;

/**
 * What the application's own log says of a failed attempt: one line while the event is delivered again, and the handler's
 * stack once it is not.
 *
 * @param attempt which one it was, from 1
 * @param attempts how many there are at most
 * @param next what the server is told to come after it
 */
record FailedAttempt(
        String subscription,
        EventEnvelope event,
        int attempt,
        int attempts,
        Throwable failure,
        ApplicationFailure next) {

    private static final Logger logger = LoggerFactory.getLogger(FailedAttempt.class);

    void log() {
        if (next.isNonRetryable()) {
            logger.error("{}", givenUp(), failure instanceof RejectedEventException ? null : failure);
        } else if (failure instanceof RetryLaterException) {
            logger.info(
                    "{} puts off {} for {}: {}", subscription, name(), next.getNextRetryDelay(), failure.getMessage());
        } else {
            logger.warn(
                    "{} failed in attempt {} of {} at {}, the next is in {}: {}",
                    subscription,
                    attempt,
                    attempts,
                    name(),
                    next.getNextRetryDelay(),
                    Failures.oneLine(failure));
            logger.debug("{} failed", subscription, failure);
        }
    }

    private String givenUp() {
        var ended = next.getType().equals(Failures.EXPIRED)
                ? "whose life ends before the next attempt"
                : "in attempt %d of %d".formatted(attempt, attempts);
        return "%s gives up on %s, %s: %s".formatted(subscription, name(), ended, Failures.oneLine(failure));
    }

    private String name() {
        return "%s %s".formatted(event.type(), event.id());
    }
}
