package sh.fanout.workflows.gather;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;

/**
 * Why a wait ends without results.
 *
 * @param obstacle the last thing that went wrong; {@code null} if nothing did
 */
record NoResults(String eventId, @Nullable Throwable obstacle) {

    /** @param late how long after the deadline it was given up */
    FanoutException noAnswer(Duration deadline, Duration late) {
        return failed(
                "Nobody answered for event %s within %s and %d seconds more%s."
                        .formatted(
                                eventId,
                                deadline,
                                late.toSeconds(),
                                obstacle == null ? "" : "; the last thing heard was: " + obstacle.getMessage()),
                "It is published and not lost: pick its results up with gather(\"%s\", …) when Temporal and an instance of the bus run."
                        .formatted(eventId));
    }

    FanoutException ended() {
        return failed(
                "The fan-out of event %s was ended from outside before its deliveries were settled.".formatted(eventId),
                "Look at the event and its run: somebody terminated it, and what is not delivered will not be.");
    }

    FanoutException unknown() {
        return new FanoutException(
                ErrorCode.NOT_FOUND,
                "The event log has no event '%s'.".formatted(eventId),
                "It may take a moment after the publish; if not, check the id.",
                obstacle);
    }

    private FanoutException failed(String problem, String hint) {
        return new FanoutException(ErrorCode.GATHER_FAILED, problem, hint, obstacle);
    }
}
