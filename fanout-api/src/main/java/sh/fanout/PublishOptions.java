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
 * @param metadata names and values that are no part of the payload; at most 20, names of at most 100 characters, values of
 *     at most 1,000
 * @param orderingKey what the event belongs to, such as a customer: each subscription has the events of one key, of all
 *     types of the {@linkplain EventType#stream() stream}, one after the other, in the order in which they were published;
 *     in a consumer group they go to the same member while the members stay the same and begin in time. One that is
 *     delayed takes its place when it is due. At most 5,000 events wait for one key: a publish beyond fails, or its event
 *     ends failed for all its subscriptions, with that cause. At most 200 characters
 * @param idempotencyKey what the event is known by: one with the key of an earlier event of its type is not published
 *     again, however often, from wherever and how much at the same time; see {@link #idempotencyKey(String)}. At most 200
 *     characters
 * @param delay how long after the publish the event is delivered, at most 366 days; {@code null} for at once, or if there
 *     is {@code deliverAt}
 * @param deliverAt when the event is delivered, at most 366 days ahead; at once if the time is past
 * @param expiresAfter how long after the publish the event is of no use any more, at most 732 days; {@code null} for seven
 *     days after it could be delivered
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

    public PublishOptions {
        tags = List.copyOf(tags);
        metadata = Map.copyOf(metadata);
        OptionRules.requireTags(tags);
        OptionRules.requireMetadata(metadata);
        OptionRules.requireKey(orderingKey, "ordering key");
        OptionRules.requireKey(idempotencyKey, "idempotency key");
        OptionRules.requireTimes(delay, deliverAt, expiresAfter);
    }

    /** Nothing beside the payload: delivered at once, in no order, found by its id. */
    public static PublishOptions none() {
        return NONE;
    }

    /**
     * Words to find the event by.
     *
     * @throws FanoutException ({@code FANOUT-107}) for more than 20, or one that is blank or longer than 100 characters
     */
    public static PublishOptions tags(String... tags) {
        return NONE.withTags(tags);
    }

    /**
     * A name and a value that are no part of the payload; filters see them.
     *
     * @throws FanoutException ({@code FANOUT-107}) if one is blank or too long
     */
    public static PublishOptions metadata(String name, String value) {
        return NONE.withMetadata(name, value);
    }

    /**
     * Puts the event into the order of its key, such as a customer.
     *
     * @throws FanoutException ({@code FANOUT-107}) if it is blank or longer than 200 characters
     */
    public static PublishOptions orderingKey(String orderingKey) {
        return NONE.withOrderingKey(orderingKey);
    }

    /**
     * Makes a publish that is repeated harmless: what an order, a request or a webhook is known by.
     *
     * <p>Of all events of a type with one key exactly one is fanned out, and every publish is answered with its id. One
     * with another payload is refused by {@link IdempotencyConflictException}; tags, times and all else may differ, and the
     * first event's hold. A repetition spends the {@linkplain EventType#rateLimit limit} of its type like any publish.
     *
     * <p>This holds as long as Temporal's namespace keeps the run of the first event: from when it settles, the retention
     * of the namespace; on the embedded server, as long as the process lives. The key is part of a workflow id, which no codec
     * encrypts: it should name no person.
     */
    public static PublishOptions idempotencyKey(String idempotencyKey) {
        return NONE.withIdempotencyKey(idempotencyKey);
    }

    /** Has the event delivered that long after the publish, to whoever subscribes then. */
    public static PublishOptions delay(Duration delay) {
        return NONE.withDelay(delay);
    }

    /** Has the event delivered at that time, to whoever subscribes then. */
    public static PublishOptions deliverAt(Instant deliverAt) {
        return NONE.withDeliverAt(deliverAt);
    }

    /** Ends the event's life that long after the publish: whoever does not have it by then will not get it. */
    public static PublishOptions expiresAfter(Duration expiresAfter) {
        return NONE.withExpiresAfter(expiresAfter);
    }

    /** Adds tags to those that are there. */
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

    /** Adds a name and a value; of a name that is there, it replaces the value. */
    public PublishOptions withMetadata(String name, String value) {
        var all = new TreeMap<>(metadata);
        all.put(name, value);
        return new PublishOptions(tags, all, orderingKey, idempotencyKey, delay, deliverAt, expiresAfter);
    }

    /** Sets or replaces the {@linkplain #orderingKey(String) ordering key}. */
    public PublishOptions withOrderingKey(String orderingKey) {
        return new PublishOptions(tags, metadata, orderingKey, idempotencyKey, delay, deliverAt, expiresAfter);
    }

    /** Sets or replaces the {@linkplain #idempotencyKey(String) idempotency key}. */
    public PublishOptions withIdempotencyKey(String idempotencyKey) {
        return new PublishOptions(tags, metadata, orderingKey, idempotencyKey, delay, deliverAt, expiresAfter);
    }

    /** Sets or replaces the {@linkplain #delay(Duration) delay}; not together with {@code deliverAt}. */
    public PublishOptions withDelay(Duration delay) {
        return new PublishOptions(tags, metadata, orderingKey, idempotencyKey, delay, deliverAt, expiresAfter);
    }

    /** Sets or replaces the {@linkplain #deliverAt(Instant) time of delivery}; not together with {@code delay}. */
    public PublishOptions withDeliverAt(Instant deliverAt) {
        return new PublishOptions(tags, metadata, orderingKey, idempotencyKey, delay, deliverAt, expiresAfter);
    }

    /** Sets or replaces the {@linkplain #expiresAfter(Duration) end of the event's life}. */
    public PublishOptions withExpiresAfter(Duration expiresAfter) {
        return new PublishOptions(tags, metadata, orderingKey, idempotencyKey, delay, deliverAt, expiresAfter);
    }

    /**
     * When an event that is published now is delivered; {@code null} for at once.
     *
     * @throws FanoutException ({@code FANOUT-107}) if that is more than 366 days ahead
     */
    public @Nullable Instant due(Instant now) {
        if (delay != null) {
            return now.plus(delay);
        }
        OptionRules.requireNear(deliverAt, now);
        return deliverAt == null || !deliverAt.isAfter(now) ? null : deliverAt;
    }

    /**
     * When the life of an event that is published now ends; {@code null} for seven days after it could be delivered.
     *
     * @throws FanoutException ({@code FANOUT-107}) if it would not be delivered before that
     */
    public @Nullable Instant expires(Instant now) {
        if (expiresAfter == null) {
            return null;
        }
        var expires = now.plus(expiresAfter);
        OptionRules.requireInTime(deliverAt, expires);
        return expires;
    }
}
