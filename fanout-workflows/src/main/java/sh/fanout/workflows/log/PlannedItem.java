package sh.fanout.workflows.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sh.fanout.operation.OperationItem;

/**
 * An item of an operation before it has its number.
 *
 * @param eventId the id of its event
 * @param eventType the type of its event
 * @param accepted when its event was accepted
 * @param time what items are ordered by: when its event was accepted, or its dead letter parked
 * @param stream the stream of its event; {@code null} if that is in no lane
 * @param orderingKey the ordering key of its event; {@code null} if that has none
 * @param position where its event stands in its lane; {@code null} if that is not known
 * @param subscription who is to have the event
 * @param reason why it is left out from the beginning; {@code null} if it is to be worked off
 */
public record PlannedItem(
        String eventId,
        String eventType,
        Instant accepted,
        Instant time,
        @Nullable String stream,
        @Nullable String orderingKey,
        @Nullable Long position,
        String subscription,
        @Nullable String reason) {

    /** What becomes of it if nothing is done. */
    OperationItem.Status status() {
        return reason == null ? OperationItem.Status.PENDING : OperationItem.Status.SKIPPED;
    }
}
