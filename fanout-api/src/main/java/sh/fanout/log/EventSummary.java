package sh.fanout.log;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event as lists show it: without its payload and its deliveries.
 *
 * @param id the event id
 * @param type the id of its type
 * @param version the version of its type
 * @param source the service that published it
 * @param tags words to find it by
 * @param status how far it has come
 * @param accepted when Temporal accepted it
 * @param settled when the last delivery settled; {@code null} before
 * @param recipients how many subscriptions receive it
 */
public record EventSummary(
        String id,
        String type,
        String version,
        String source,
        List<String> tags,
        EventStatus status,
        Instant accepted,
        @Nullable Instant settled,
        int recipients) {

    public EventSummary {
        tags = List.copyOf(tags);
    }
}
