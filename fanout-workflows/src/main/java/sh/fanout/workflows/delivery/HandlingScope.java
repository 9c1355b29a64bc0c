package sh.fanout.workflows.delivery;

import java.util.List;
import java.util.Optional;
import org.slf4j.MDC;
import sh.fanout.subscription.DeliveryContext;

/**
 * What a handler's thread carries while it handles an event: names for its log lines, and the event itself, so that what
 * the handler publishes can be traced back.
 */
public final class HandlingScope implements AutoCloseable {

    private static final ThreadLocal<DeliveryContext> CURRENT = new ThreadLocal<>();

    private final DeliveryContext context;
    private final List<MDC.MDCCloseable> names;

    private HandlingScope(DeliveryContext context) {
        this.context = context;
        names = List.of(
                MDC.putCloseable("fanout.event.id", context.event().id()),
                MDC.putCloseable("fanout.event.type", context.event().type()),
                MDC.putCloseable("fanout.subscription", context.subscription()),
                MDC.putCloseable("fanout.delivery.id", context.deliveryId()),
                MDC.putCloseable("fanout.attempt", Integer.toString(context.attempt())));
    }

    static HandlingScope enter(DeliveryContext context) {
        CURRENT.set(context);
        return new HandlingScope(context);
    }

    /** The delivery that this thread is handling, if it is. */
    public static Optional<DeliveryContext> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    DeliveryContext context() {
        return context;
    }

    @Override
    public void close() {
        CURRENT.remove();
        names.forEach(MDC.MDCCloseable::close);
    }
}
