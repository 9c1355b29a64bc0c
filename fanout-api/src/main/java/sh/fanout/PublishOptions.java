package sh.fanout;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a publish says beside the payload. Immutable; start with {@link #none()} or one of the named options, and add.
 *
 * <p>{@code PublishOptions.tags("vip").withMetadata("tenant", "acme")}
 *
 * @param tags words to find the event by; at most 20 of at most 100 characters
 * @param metadata names and values that are no part of the payload; at most 20, values of at most 1,000 characters
 * @param orderingKey what the event belongs to, such as a customer: each subscription has the events of one key, of all
 *     types of the {@linkplain EventType#stream() stream}, one after the other, in the order in which they were published;
 *     in a consumer group they go to the same member while the members stay the same and begin in time. At most 200
 *     characters
 * @param idempotencyKey what the event is known by: one with the key of an earlier event of its type is not published
 *     again, while Temporal keeps that event's run. At most 200 characters
 * @param delay how long after the publish the event is delivered, at most 366 days; {@code null} for at once, or with
 *     {@code deliverAt}
 * @param deliverAt when the event is delivered, at most 366 days ahead; of a time that is past, at once
 * @param expiresAfter how long after the publish the event is of no use any more; {@code null} for never before seven days
 *     have passed since it could be delivered
 */
public record PublishOptions(
        List<String> tags,
        Map<String, String> metadata,
        @Nullable String orderingKey,
        @Nullable String idempotencyKey,
        @Nullable Duration delay,
        @Nullable Instant deliverAt,
        @Nullable Duration expiresAfter) {

    private static final PublishOptions NONE = new PublishOptions(List.of(), Map.of(), null, null, null, null, null);
    private static final int MAX_ENTRIES = 20;
    private static final int MAX_NAME_LENGTH = 100;
    private static final int MAX_VALUE_LENGTH = 1_000;
    private static final int MAX_KEY_LENGTH = 200;

    public PublishOptions {
        tags = List.copyOf(tags);
        metadata = Map.copyOf(metadata);
        requireAtMost(MAX_ENTRIES, tags.size(), "tags");
        requireAtMost(MAX_ENTRIES, metadata.size(), "metadata entries");
        tags.forEach(tag -> requireLength(tag, MAX_NAME_LENGTH, "tag"));
        metadata.forEach((name, value) -> {
            requireLength(name, MAX_NAME_LENGTH, "metadata name");
            requireLength(value, MAX_VALUE_LENGTH, "metadata value");
        });
        requireKey(orderingKey, "ordering key");
        requireKey(idempotencyKey, "idempotency key");
    }

    public static PublishOptions none() {
        return NONE;
    }

    public static PublishOptions tags(String... tags) {
        return NONE.withTags(tags);
    }

    public static PublishOptions metadata(String name, String value) {
        return NONE.withMetadata(name, value);
    }

    public static PublishOptions orderingKey(String orderingKey) {
        return NONE.withOrderingKey(orderingKey);
    }

    public static PublishOptions idempotencyKey(String idempotencyKey) {
        return NONE.withIdempotencyKey(idempotencyKey);
    }

    public PublishOptions withTags(String... added) {
        return new PublishOptions(
                Stream.concat(tags.stream(), Stream.of(added)).distinct().toList(),
                metadata,
                orderingKey,
                idempotencyKey,
                delay,
                deliverAt,
                expiresAfter);
    }

    public PublishOptions withMetadata(String name, String value) {
        var all = new TreeMap<>(metadata);
        all.put(name, value);
        return new PublishOptions(tags, all, orderingKey, idempotencyKey, delay, deliverAt, expiresAfter);
    }

    public PublishOptions withOrderingKey(String orderingKey) {
        return new PublishOptions(tags, metadata, orderingKey, idempotencyKey, delay, deliverAt, expiresAfter);
    }

    public PublishOptions withIdempotencyKey(String idempotencyKey) {
        return new PublishOptions(tags, metadata, orderingKey, idempotencyKey, delay, deliverAt, expiresAfter);
    }

    /** When an event that is published now is delivered; {@code null} for at once. */
    public @Nullable Instant due(Instant now) {
        return delay == null ? deliverAt : now.plus(delay);
    }

    private static void requireKey(@Nullable String key, String what) {
        if (key != null) {
            requireLength(key, MAX_KEY_LENGTH, what);
        }
    }

    private static void requireAtMost(int most, int size, String what) {
        if (size > most) {
            throw new FanoutException(
                    ErrorCode.INVALID_OPTION,
                    "An event takes at most %d %s, got %d.".formatted(most, what, size),
                    "Leave some out, or move them into the payload.");
        }
    }

    private static void requireLength(String value, int most, String what) {
        if (value.isBlank() || value.length() > most) {
            throw new FanoutException(
                    ErrorCode.INVALID_OPTION,
                    "'%s' cannot be a %s: it has %d characters.".formatted(Excerpts.of(value), what, value.length()),
                    "Use 1 to %d characters.".formatted(most));
        }
    }
}
