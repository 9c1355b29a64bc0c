package sh.fanout;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Publishes events, each of which reaches every subscription of its type in a durable run of its own.
 *
 * <p>A publish returns once Temporal has stored the event. From then on it is not lost: not by a worker dying, and not by
 * the event log or a subscriber being down. Which subscriptions receive it is fixed once, shortly after, and recorded; one
 * that is added later does not receive it. A subscriber sees an event at least once, perhaps before the publish returned,
 * and after a crash perhaps again, with the same delivery id. Events have no order among each other, unless they have an
 * {@linkplain PublishOptions#orderingKey() ordering key}.
 *
 * <p>A publish that throws has published nothing, but for {@link PublishFailedException}, which tells whether the event may
 * have been accepted, and {@link LaneFullException}. It throws within the configured time-out:
 *
 * <ul>
 *   <li>{@link UnknownEventTypeException}: nobody defined the type;
 *   <li>{@link InvalidPayloadException}: the payload violates the schema;
 *   <li>{@link IdempotencyConflictException}: the idempotency key stands for another payload;
 *   <li>{@link RateLimitExceededException}: the limit of the type is used up;
 *   <li>{@link LaneFullException}: too many events wait for the ordering key; the event is taken back, and recorded as
 *       cancelled;
 *   <li>{@link PublishFailedException}: Temporal did not confirm; it tells whether the event may have been accepted;
 *   <li>{@link FanoutException} with another {@linkplain FanoutException#code() code}: the class is no {@link Event}
 *       ({@code FANOUT-001}), the payload is larger than {@value #MAX_PAYLOAD_BYTES} bytes ({@code FANOUT-103}), is no JSON
 *       ({@code FANOUT-104}) or cannot be written as JSON ({@code FANOUT-105}), is {@code null}
 *       ({@code FANOUT-201}), an option has no usable value or a definition is not the declared one ({@code FANOUT-107}),
 *       Fanout does not run yet or any more ({@code FANOUT-108}), the store of the rate limits ({@code FANOUT-110}) or
 *       Temporal ({@code FANOUT-006}) does not answer, or this instance cannot count the limit with the others
 *       ({@code FANOUT-013}).
 * </ul>
 *
 * <p>Safe for use by any number of threads.
 */
public interface Fanout {

    /** The largest payload, in bytes of UTF-8 JSON. */
    int MAX_PAYLOAD_BYTES = 1 << 20;

    /** How long {@link #publishAndWait(Object)} waits for results. */
    Duration DEFAULT_DEADLINE = Duration.ofMinutes(1);

    /** The longest that anybody can wait for results. */
    Duration MAX_DEADLINE = Duration.ofDays(366);

    /** Publishes an object of an {@link Event} class. */
    default Publication publish(Object payload) {
        return publish(payload, PublishOptions.defaults());
    }

    /** Publishes an object of an {@link Event} class. */
    Publication publish(Object payload, PublishOptions options);

    /**
     * Publishes an event of a type that is defined without annotations, or by another service.
     *
     * @param type as in {@link #publish(EventType, Object, PublishOptions)}
     */
    default <T> Publication publish(EventType<T> type, T payload) {
        return publish(type, payload, PublishOptions.defaults());
    }

    /**
     * Publishes an event of a type that is defined without annotations, or by another service.
     *
     * @param type the definition that is declared, or a {@linkplain EventType#view view}, which leaves all but the payload
     *     class to it; one that differs from it is refused ({@code FANOUT-107})
     */
    <T> Publication publish(EventType<T> type, T payload, PublishOptions options);

    /**
     * Publishes JSON text as an event of the type with the given id, which any service of the bus may have defined.
     *
     * @param payload one JSON value
     */
    default Publication publishJson(String type, String payload) {
        return publishJson(type, payload, PublishOptions.defaults());
    }

    /**
     * Publishes JSON text as an event of the type with the given id, which any service of the bus may have defined.
     *
     * @param payload one JSON value
     */
    Publication publishJson(String type, String payload, PublishOptions options);

    /**
     * Publishes many objects of {@link Event} classes; one that is refused does not keep the others back.
     *
     * @return one outcome per payload, in their order
     */
    default List<PublishOutcome> publishAll(List<?> payloads) {
        return publishAll(payloads, payload -> PublishOptions.defaults());
    }

    /**
     * Publishes many objects of {@link Event} classes; one that is refused does not keep the others back, not even those of
     * its ordering key. Events of one key are published in their order in the list. What had not begun when Fanout stops is
     * refused ({@code FANOUT-108}), as is what is {@code null} ({@code FANOUT-201}) or fails for another reason before it is
     * an event ({@code FANOUT-204}).
     *
     * @param options what to say about each; asked about all before the first is published, so that nothing is if it throws
     * @return one outcome per payload, in their order
     */
    <T> List<PublishOutcome> publishAll(List<? extends T> payloads, Function<? super T, PublishOptions> options);

    /**
     * Publishes many events as JSON text; one that is refused does not keep the others back, not even those of its ordering
     * key. Events of one key are published in their order in the list. Else as {@link #publishAll(List, Function)}.
     *
     * @return one outcome per event, in their order
     */
    List<PublishOutcome> publishAllJson(List<JsonEvent> events);

    /** Publishes an object of an {@link Event} class, and waits up to {@link #DEFAULT_DEADLINE} for the results. */
    default GatherResult publishAndWait(Object payload) {
        return publishAndWait(payload, DEFAULT_DEADLINE);
    }

    /**
     * Publishes an object of an {@link Event} class, and waits for what its subscriptions return, as
     * {@link #publishAndWait(Object, PublishOptions, Duration)} does.
     */
    default GatherResult publishAndWait(Object payload, Duration deadline) {
        return publishAndWait(payload, PublishOptions.defaults(), deadline);
    }

    /**
     * Publishes an object of an {@link Event} class, and waits for what its subscriptions return.
     *
     * <p>At the deadline the result says who is pending; their deliveries go on, and {@link #gather(String, Duration)}
     * picks their results up. It blocks the calling thread; {@link #gather(Publication, Duration)} does not. An event with
     * an idempotency key that is known already gives the results of the first one.
     *
     * @param deadline how long to wait, from when the event is published; at most {@link #MAX_DEADLINE}, and for
     *     nothing to return what is there
     * @throws InvalidPayloadException also if the event was refused when its recipients were selected
     * @throws FanoutException {@code FANOUT-107} for the deadline, before anything is published; {@code FANOUT-113} if
     *     nobody has answered 20 seconds after the deadline, though the event is published
     */
    default GatherResult publishAndWait(Object payload, PublishOptions options, Duration deadline) {
        requireDeadline(deadline);
        return Gathering.await(this, publish(payload, options), deadline);
    }

    /**
     * Publishes an event of a type that is defined without annotations, or by another service, and waits for what its
     * subscriptions return, as {@link #publishAndWait(Object, PublishOptions, Duration)} does.
     */
    default <T> GatherResult publishAndWait(EventType<T> type, T payload, PublishOptions options, Duration deadline) {
        requireDeadline(deadline);
        return Gathering.await(this, publish(type, payload, options), deadline);
    }

    /**
     * Waits for what the subscriptions of a published event return, without holding a thread. To be called at any time and
     * any number of times, by any process of the bus. Six are told at once that the event is settled; more who wait for it
     * look from time to time, and learn it up to ten seconds later.
     *
     * @return completes when every recipient is done or the deadline ends, or exceptionally as
     *     {@link #publishAndWait(Object, PublishOptions, Duration)} throws; what depends on it must not block its thread
     */
    CompletableFuture<GatherResult> gather(Publication publication, Duration deadline);

    /**
     * Waits for the results of an event of which only the id is known; else as {@link #gather(Publication, Duration)}. Of a
     * subscription to which the event was replayed, the last delivery counts that succeeded, or else the last one.
     *
     * @return fails with {@code FANOUT-202} if the event log has no such event
     */
    CompletableFuture<GatherResult> gather(String eventId, Duration deadline);

    /**
     * Returns {@code deadline} if results can be waited for that long.
     *
     * @throws FanoutException ({@code FANOUT-107}) if they cannot
     */
    static Duration requireDeadline(Duration deadline) {
        if (deadline.isNegative() || deadline.compareTo(MAX_DEADLINE) > 0) {
            throw new FanoutException(
                    ErrorCode.INVALID_OPTION,
                    "Nobody can wait %s for results.".formatted(deadline),
                    "Wait 0 s to %d days.".formatted(MAX_DEADLINE.toDays()));
        }
        return deadline;
    }

    /**
     * Takes an event back while no delivery has begun: while it waits for its time, for its slot in the rate limit, or for
     * its turn.
     *
     * <p>Asking again is safe, and gives the same answer. Whoever may take an event back may also do so in Temporal's Web
     * UI, by cancelling its fan-out.
     *
     * @return {@code true} if nobody has received the event and nobody will, {@code false} if it is too late for that
     * @throws FanoutException ({@code FANOUT-202}) if Temporal does not know the event, or not any more;
     *     ({@code FANOUT-006}) if no engine of the bus answered in time, so that it is unknown
     */
    boolean cancel(Publication publication);

    /**
     * Takes an event back of which only the id is known, such as a reminder of days ago; else as
     * {@link #cancel(Publication)}. It asks the event log for the event, which has it from moments after the publish.
     *
     * @return {@code true} if nobody has received the event and nobody will, {@code false} if it is too late for that;
     *     of one that has settled, as long as the event log keeps it
     * @throws FanoutException ({@code FANOUT-202}) if the event log has no such event; ({@code FANOUT-011}) if it does not
     *     answer; else as the other
     */
    boolean cancel(String eventId);
}
