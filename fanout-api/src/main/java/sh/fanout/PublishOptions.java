package sh.fanout;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a publish says beside the payload. Immutable: begin with {@link #defaults()} and add; each method returns a changed
 * copy.
 *
 * <p>{@code PublishOptions.defaults().orderingKey("cust-1").delay(Duration.ofHours(1))}
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

    private static final PublishOptions DEFAULTS =
            new PublishOptions(List.of(), Map.of(), null, null, null, null, null);

    public PublishOptions {
        tags = List.copyOf(tags);
        metadata = Map.copyOf(metadata);
        OptionRules.requireTags(tags);
        OptionRules.requireMetadata(metadata);
        OptionRules.requireKey(orderingKey, "ordering key");
        OptionRules.requireKey(idempotencyKey, "idempotency key");
        OptionRules.requireTimes(delay, deliverAt, expiresAfter);
    }

    /** Nothing beside the payload: the event is delivered at once, in no order, and found by its id. */
    public static PublishOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Adds words to find the event by; one that is there already is not there twice.
     *
     * @throws FanoutException ({@code FANOUT-107}) for more than 20 in all, or one that is blank or longer than 100 characters
     */
    public PublishOptions tags(String... added) {
        return new PublishOptions(
                Stream.concat(tags.stream(), Stream.of(added)).distinct().toList(),
                metadata,
                orderingKey,
                idempotencyKey,
                delay,
                deliverAt,
                expiresAfter);
    }

    /**
     * Adds a name and a value that are no part of the payload; filters see them. A value that the name has is replaced.
     *
     * @throws FanoutException ({@code FANOUT-107}) for more than 20 in all, or if one is blank or too long
     */
    public PublishOptions metadata(String name, String value) {
        var all = new TreeMap<>(metadata);
        all.put(name, value);
        return new PublishOptions(tags, all, orderingKey, idempotencyKey, delay, deliverAt, expiresAfter);
    }

    /**
     * Puts the event into the order of its key, such as a customer.
     *
     * @throws FanoutException ({@code FANOUT-107}) if it is {@code null}, blank or longer than 200 characters
     */
    public PublishOptions orderingKey(String orderingKey) {
        var key = OptionRules.requireGiven(orderingKey, "ordering key");
        return new PublishOptions(tags, metadata, key, idempotencyKey, delay, deliverAt, expiresAfter);
    }

    /**
     * Makes a publish that is repeated harmless, by what an order, a request or a webhook is known by.
     *
     * <p>Of all events of a type with one key exactly one is fanned out, and every publish is answered with its id. One
     * with another payload is refused by {@link IdempotencyConflictException}; tags, times and all else may differ, and the
     * first event's hold. A repetition spends the {@linkplain EventType#rateLimit limit} of its type like any publish.
     *
     * <p>This holds as long as Temporal's namespace keeps the run of the first event: from when it settles, the retention
     * of the namespace; on the embedded server, as long as the process lives. The key is part of a workflow id, which no codec
     * encrypts: it should name no person.
     *
     * @throws FanoutException ({@code FANOUT-107}) if it is {@code null}, blank or longer than 200 characters
     */
    public PublishOptions idempotencyKey(String idempotencyKey) {
        var key = OptionRules.requireGiven(idempotencyKey, "idempotency key");
        return new PublishOptions(tags, metadata, orderingKey, key, delay, deliverAt, expiresAfter);
    }

    /**
     * Has the event delivered that long after the publish, to whoever subscribes then; not together with
     * {@code deliverAt}.
     *
     * @throws FanoutException ({@code FANOUT-107}) if it is not positive, more than 366 days, or not within the event's life
     */
    public PublishOptions delay(Duration delay) {
        return new PublishOptions(tags, metadata, orderingKey, idempotencyKey, delay, deliverAt, expiresAfter);
    }

    /**
     * Has the event delivered at that time, to whoever subscribes then; not together with {@code delay}. A time that is past
     * means at once; one that is too far ahead, or after the event's life, is refused by the publish.
     *
     * @throws FanoutException ({@code FANOUT-107}) if there is a delay
     */
    public PublishOptions deliverAt(Instant deliverAt) {
        return new PublishOptions(tags, metadata, orderingKey, idempotencyKey, delay, deliverAt, expiresAfter);
    }

    /**
     * Ends the event's life that long after the publish: whoever does not have it by then will not get it.
     *
     * @throws FanoutException ({@code FANOUT-107}) if it is not positive, more than 732 days, or no longer than the delay
     */
    public PublishOptions expiresAfter(Duration expiresAfter) {
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
