package sh.fanout;

import java.util.List;
import java.util.function.Function;

/**
 * The front door: publishes events, each of which reaches every subscription of its type in a durable run of its own.
 *
 * <p>A publish returns once Temporal has stored the event. From then on it is not lost: not by a worker dying, and not by
 * the event log or a subscriber being down. Which subscriptions receive it is fixed once, shortly after, and recorded; one
 * that is added later does not receive it. A subscriber sees an event at least once, perhaps before the publish returned,
 * and after a crash perhaps again, with the same delivery id. Events have no order among each other.
 *
 * <p>A publish fails as a whole or not at all, within the configured time-out:
 *
 * <ul>
 *   <li>{@link UnknownEventTypeException}: nobody defined the type;
 *   <li>{@link InvalidPayloadException}: the payload violates the schema;
 *   <li>{@link PublishFailedException}: Temporal did not confirm; it tells whether the event may have been accepted;
 *   <li>{@link FanoutException} with another {@linkplain FanoutException#code() code}: the payload is no JSON, or larger
 *       than {@value #MAX_PAYLOAD_BYTES} bytes.
 * </ul>
 *
 * <p>Safe for use by any number of threads.
 */
public interface Fanout {

    /** The largest payload, in bytes of UTF-8 JSON. */
    int MAX_PAYLOAD_BYTES = 1 << 20;

    /** Publishes an object of an {@link Event} class. */
    default Publication publish(Object payload) {
        return publish(payload, PublishOptions.none());
    }

    /** Publishes an object of an {@link Event} class. */
    Publication publish(Object payload, PublishOptions options);

    /** Publishes an event of a type that is defined without annotations. */
    <T> Publication publish(EventType<T> type, T payload, PublishOptions options);

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
        return publishAll(payloads, payload -> PublishOptions.none());
    }

    /**
     * Publishes many objects of {@link Event} classes; one that is refused does not keep the others back, not even those of
     * its ordering key. Events of one key are published in their order in the list.
     *
     * @param options what to say about each
     * @return one outcome per payload, in their order
     */
    <T> List<PublishOutcome> publishAll(List<? extends T> payloads, Function<? super T, PublishOptions> options);
}
