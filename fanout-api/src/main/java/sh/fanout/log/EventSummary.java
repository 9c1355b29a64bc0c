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
 * @param orderingKey its ordering key; {@code null} without one
 * @param source the service that published it
 * @param tags words to find it by
 * @param status how far it has come
 * @param accepted when Temporal accepted it
 * @param settled when the last delivery settled; {@code null} before
 * @param recipients how many subscriptions receive it
 * @param deliveries how far these have it; empty while unknown
 */
public record EventSummary(
        String id,
        String type,
        String version,
        @Nullable String orderingKey,
        String source,
        List<String> tags,
        EventStatus status,
        Instant accepted,
        @Nullable Instant settled,
        int recipients,
        List<DeliveryCount> deliveries) {

    public EventSummary {
        tags = List.copyOf(tags);
        deliveries = List.copyOf(deliveries);
    }

    /** The same with how far its recipients have it. */
    public EventSummary withDeliveries(List<DeliveryCount> known) {
        return new EventSummary(
                id, type, version, orderingKey, source, tags, status, accepted, settled, recipients, known);
    }
}
