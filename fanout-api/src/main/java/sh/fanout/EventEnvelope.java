package sh.fanout;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One published event: its payload and all that is known about it.
 *
 * <p>It is also the start argument of the event's run in Temporal, and there the whole contract for publishers in other
 * languages: {@code id}, {@code type}, {@code payload} and {@code time} are required, the rest may be left out.
 *
 * @param id unique for ever; when Fanout made it, it sorts by time, and within a millisecond in the order in which one
 *     publisher published
 * @param type the id of the event type
 * @param version the version of the event type
 * @param payload JSON text; in the start argument a JSON value
 * @param time when it was published, by the publisher's clock
 * @param source the service that published it
 * @param tags words to find it by
 * @param metadata further names and values that are no part of the payload
 * @param orderingKey what it belongs to, such as a customer: see {@link PublishOptions#orderingKey()}
 * @param stream the stream of the type, if the event has an ordering key; {@code null} for what the type's definition says
 * @param idempotencyKey what makes it known again when it is published once more: see
 *     {@link PublishOptions#idempotencyKey()}
 * @param deliverAt when its recipients are selected and have it; {@code null} for at once
 * @param expiresAt when it is of no use any more; {@code null} for seven days after it could be delivered
 * @param causation the id of the event whose handler published this one
 * @param traceparent the publisher's W3C trace context
 */
public record EventEnvelope(
        String id,
        String type,
        String version,
        String payload,
        Instant time,
        String source,
        List<String> tags,
        Map<String, String> metadata,
        @Nullable String orderingKey,
        @Nullable String stream,
        @Nullable String idempotencyKey,
        @Nullable Instant deliverAt,
        @Nullable Instant expiresAt,
        @Nullable String causation,
        @Nullable String traceparent) {

    // Other languages, and older publishers, leave fields out: null arrives here for what NullAway believes present.
    public EventEnvelope {
        version = orElse(version, EventType.FIRST_VERSION);
        source = orElse(source, "unknown");
        tags = List.copyOf(orElse(tags, List.of()));
        metadata = Map.copyOf(orElse(metadata, Map.of()));
        orderingKey = blankToNull(orderingKey);
        stream = blankToNull(stream);
        idempotencyKey = blankToNull(idempotencyKey);
    }

    /** An event with what it must have, and nothing more: what a program gives that starts its run in Temporal itself. */
    public static EventEnvelope of(String id, String type, String payload, Instant time) {
        return new EventEnvelope(
                id,
                type,
                EventType.FIRST_VERSION,
                payload,
                time,
                "unknown",
                List.of(),
                Map.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** The same event with another payload. */
    public EventEnvelope withPayload(String payload) {
        return with(payload, traceparent);
    }

    /** The same event with another trace context. */
    public EventEnvelope withTraceparent(@Nullable String traceparent) {
        return with(payload, traceparent);
    }

    private EventEnvelope with(String payload, @Nullable String traceparent) {
        return new EventEnvelope(
                id,
                type,
                version,
                payload,
                time,
                source,
                tags,
                metadata,
                orderingKey,
                stream,
                idempotencyKey,
                deliverAt,
                expiresAt,
                causation,
                traceparent);
    }

    private static @Nullable String blankToNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }

    private static <V> V orElse(@Nullable V value, V otherwise) {
        return value == null ? otherwise : value;
    }
}
