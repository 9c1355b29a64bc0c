package sh.fanout.subscription;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.EventEnvelope;
import sh.fanout.log.Attempt;

/** What a handler can know about the delivery that it handles. */
public interface DeliveryContext {

    /** Stable across attempts and restarts: what to remember to notice a second delivery. */
    String deliveryId();

    /** The id of the subscription. */
    String subscription();

    /** The id of the operation that replays the event; {@code null} for the delivery that the publish has led to. */
    @Nullable
    String replay();

    /** The number of this attempt, from 1. */
    int attempt();

    /** After how many attempts the delivery fails. */
    int maxAttempts();

    /** The attempts before this one, oldest first: the last 20 of more. */
    List<Attempt> earlierAttempts();

    /** When this attempt is interrupted, or the event's life ends, whichever is first; by the clock of this process. */
    Instant deadline();

    /** The event as it was published. */
    EventEnvelope event();

    /**
     * The payload, read as a class: for handlers that take the envelope of many types.
     *
     * @throws UnreadablePayloadException if the payload cannot be read as that class
     */
    <P> P payload(Class<P> type);
}
