package sh.fanout.subscription;

/**
 * The code that a subscription runs for each event, if it has nothing to return: a {@link Handler} whose deliveries have no
 * output. All that is promised of a handler holds for it.
 */
@FunctionalInterface
public interface HandlerWithoutOutput<T> {

    /** Handles one event. */
    void handle(T payload, DeliveryContext context) throws Exception;
}
