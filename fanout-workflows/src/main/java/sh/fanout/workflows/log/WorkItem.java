package sh.fanout.workflows.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An item of an operation as its work needs it.
 *
 * @param number its place in the operation, from 1
 * @param accepted when its event was accepted
 * @param stream the stream of its event; {@code null} if that is in no lane
 * @param orderingKey the ordering key of its event; {@code null} if that has none
 * @param leftOut whether it was left out from the beginning
 */
public record WorkItem(
        long number,
        String eventId,
        String eventType,
        Instant accepted,
        @Nullable String stream,
        @Nullable String orderingKey,
        String subscription,
        boolean leftOut) {}
