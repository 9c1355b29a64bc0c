package sh.fanout.subscription;

import org.jspecify.annotations.Nullable;

/**
 * The code that a subscription runs for each event; one that has nothing to return is a {@link HandlerWithoutOutput}.
 *
 * <p>Returning means delivered. An exception means another attempt, as the {@link RetryPolicy} says;
 * {@link RejectedEventException} gives up at once and {@link RetryLaterException} waits without spending an attempt. One
 * delivery is handled by one thread at a time; different deliveries run concurrently.
 */
@FunctionalInterface
public interface Handler<T> {

    /**
     * Handles one event.
     *
     * @return the output of the delivery, written as JSON; {@code null} for none
     */
    @Nullable
    Object handle(T payload, DeliveryContext context) throws Exception;
}
