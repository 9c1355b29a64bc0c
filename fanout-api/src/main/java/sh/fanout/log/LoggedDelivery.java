package sh.fanout.log;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to one subscription, as the log has it.
 *
 * @param id the delivery id: of the event, the subscription, and the operation if it is a replay
 * @param subscription the id of the subscription
 * @param status how far it has come
 * @param round 0, and one more each time it is delivered anew after it had failed
 * @param attempts the last attempts, oldest first; at most {@value #MAX_ATTEMPTS}
 * @param attemptCount how many attempts were spent
 * @param settled when it settled; of a blocked one, since when it holds its key; {@code null} before
 * @param output what the handler returned, as JSON; {@code null} for nothing, or when too large to keep
 * @param error why it failed: class, message and stack; or that it was delivered, and its output
 *     was too large to keep; else {@code null}
 * @param nextAttempt the attempt that it waits for or is at; {@code null} of one that has settled or that no worker has begun
 *     with, and wherever it is not the one event that was asked for
 */
public record LoggedDelivery(
        String id,
        String subscription,
        DeliveryStatus status,
        int round,
        List<Attempt> attempts,
        int attemptCount,
        @Nullable Instant settled,
        @Nullable String output,
        @Nullable String error,
        @Nullable NextAttempt nextAttempt) {

    /** The line of an error after which the stack stands again, with the frames of libraries; there may be none. */
    public static final String ALL_FRAMES = "With the frames of libraries:";

    /** How many attempts are kept at most: the last ones. */
    public static final int MAX_ATTEMPTS = 20;

    public LoggedDelivery {
        attempts = List.copyOf(attempts);
    }

    /** One of which its next attempt is not known. */
    public LoggedDelivery(
            String id,
            String subscription,
            DeliveryStatus status,
            int round,
            List<Attempt> attempts,
            int attemptCount,
            @Nullable Instant settled,
            @Nullable String output,
            @Nullable String error) {
        this(id, subscription, status, round, attempts, attemptCount, settled, output, error, null);
    }

    /** The id of the operation that has replayed the event to the subscription; {@code null} if it is the first delivery. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public @Nullable String replay() {
        return replay(id, subscription);
    }

    /** The id of the operation that a delivery is part of, by its id; {@code null} for one that a publish has led to. */
    public static @Nullable String replay(String deliveryId, String subscription) {
        var recipient = "/" + subscription + "/";
        var at = deliveryId.lastIndexOf(recipient);
        return at < 0 ? null : deliveryId.substring(at + recipient.length());
    }

    /** The same after these attempts, with the next one ahead. */
    public LoggedDelivery after(List<Attempt> last, int spent, NextAttempt next) {
        return new LoggedDelivery(id, subscription, status, round, last, spent, settled, output, error, next);
    }

    /** This delivery if it has settled, or else the same as failed. */
    public LoggedDelivery ended(Instant when, String how) {
        return status.settled()
                ? this
                : new LoggedDelivery(
                        id,
                        subscription,
                        DeliveryStatus.FAILED,
                        round,
                        attempts,
                        attemptCount,
                        when,
                        null,
                        error == null ? how : how + "\n" + error);
    }

    /** Grows as the delivery proceeds: of two rows about one delivery the higher revision is the newer state. */
    public long revision() {
        return (((long) round) << 32) + attemptCount * 3L + step();
    }

    private int step() {
        return status.settled() ? 2 : status == DeliveryStatus.BLOCKED ? 1 : 0;
    }
}
