package sh.fanout.operation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event for one subscription, as part of an operation.
 *
 * @param number its place in the operation, from 1
 * @param eventId the id of the event
 * @param eventType the id of its type
 * @param orderingKey its ordering key; {@code null} if it has none
 * @param subscription the id of the subscription
 * @param time when the event was accepted, or the dead letter parked
 * @param status what has become of it
 * @param reason why it failed or was left out; else {@code null}
 * @param settled when it settled; {@code null} before
 */
public record OperationItem(
        long number,
        String eventId,
        String eventType,
        @Nullable String orderingKey,
        String subscription,
        Instant time,
        Status status,
        @Nullable String reason,
        @Nullable Instant settled) {

    /** What has become of an item. */
    public enum Status {
        /** It has not settled. */
        PENDING,
        /** It was delivered, or discarded. */
        DONE,
        /** It was delivered in vain. */
        FAILED,
        /** It was left out. */
        SKIPPED
    }
}
