package sh.fanout.workflows.delivery;

import io.temporal.failure.ChildWorkflowFailure;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.log.LoggedDelivery;
import tools.jackson.databind.JsonNode;

/**
 * How a delivery ended.
 *
 * @param status a settled one, or blocked
 * @param settled when it ended; of a blocked one, since when it holds its key
 * @param output what the handler returned, if it was delivered
 * @param note who has ended it; of a delivered one, why its output is not kept
 * @param cause why it was not delivered; {@code null} if it was
 */
public record Verdict(
        DeliveryStatus status,
        AttemptLog attempts,
        Instant settled,
        @Nullable JsonNode output,
        @Nullable String note,
        @Nullable Cause cause) {

    static Verdict delivered(Handled handled, Instant settled) {
        return new Verdict(
                DeliveryStatus.DELIVERED, handled.attempts(), settled, handled.output(), handled.dropped(), null);
    }

    static Verdict notDelivered(DeliveryStatus status, AttemptLog attempts, Instant settled, Cause cause) {
        return new Verdict(status, attempts, settled, null, null, cause);
    }

    /** The verdict on a delivery that came too late to begin, or to begin again. */
    public static Verdict expired(Instant expired, AttemptLog attempts, Instant settled) {
        var cause = Cause.of("expired", "the event's life had ended at %s".formatted(expired));
        return notDelivered(DeliveryStatus.EXPIRED, attempts, settled, cause);
    }

    static Verdict passedOn(Duration after, Instant settled) {
        var cause = Cause.of("passed-on", "no worker began with it within %d ms".formatted(after.toMillis()));
        return notDelivered(DeliveryStatus.PASSED_ON, AttemptLog.NONE, settled, cause);
    }

    /** The verdict on a delivery whose own run was ended from outside. */
    public static Verdict runEnded(ChildWorkflowFailure failure, AttemptLog attempts, Instant settled) {
        return ended("the delivery's run was ended: " + failure.getCause(), attempts, settled);
    }

    /** The verdict on a delivery that was ended from outside. */
    public static Verdict ended(String how, AttemptLog attempts, Instant settled) {
        return notDelivered(DeliveryStatus.FAILED, attempts, settled, Cause.of("ended", how));
    }

    /** This verdict on a delivery that holds its key, until somebody decides. */
    public Verdict blocked(Instant since) {
        return new Verdict(DeliveryStatus.BLOCKED, attempts, since, null, note, cause);
    }

    /** This verdict on a delivery that somebody has ended. */
    public Verdict skipped(String how) {
        return new Verdict(DeliveryStatus.FAILED, attempts, settled, null, how, cause);
    }

    /** This verdict on a delivered one whose output is not kept. */
    public Verdict withoutOutput(String why) {
        return new Verdict(status, attempts, settled, null, why, cause);
    }

    /** This verdict as the log keeps it. */
    public LoggedDelivery logged(String deliveryId, String subscription, int round) {
        return new LoggedDelivery(
                deliveryId,
                subscription,
                status,
                round,
                attempts.last(),
                attempts.spent(),
                settled,
                output == null ? null : output.toString(),
                error());
    }

    private @Nullable String error() {
        if (note == null || cause == null) {
            return cause == null ? note : cause.text();
        }
        return note + "\n" + cause.text();
    }
}
