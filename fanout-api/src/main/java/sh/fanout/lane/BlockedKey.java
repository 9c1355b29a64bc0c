package sh.fanout.lane;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An ordering key that waits for one subscription.
 *
 * @param stream the stream of the key
 * @param key the ordering key
 * @param subscription whose delivery failed
 * @param eventId the event that it failed to handle
 * @param eventType the type of that event
 * @param since when it failed for good the first time
 * @param round how often it has been tried anew since
 * @param error why it failed the last time: class, message and stack
 * @param waiting how many other events of the key its lane has, most of which wait; {@code null} if the lane does not tell
 *     at the moment
 */
public record BlockedKey(
        String stream,
        String key,
        String subscription,
        String eventId,
        String eventType,
        Instant since,
        int round,
        @Nullable String error,
        @Nullable Integer waiting) {

    /** The same, with what its lane tells. */
    public BlockedKey withWaiting(@Nullable Integer waiting) {
        return new BlockedKey(stream, key, subscription, eventId, eventType, since, round, error, waiting);
    }
}
