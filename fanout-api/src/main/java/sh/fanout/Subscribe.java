package sh.fanout;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Subscribes a bean method to an event type: each event is delivered to it in a durable run of its own.
 *
 * <p>The method takes the payload class and, optionally, the {@link EventEnvelope} and the
 * {@link sh.fanout.subscription.DeliveryContext}, in any order. What it returns is kept as the output of the delivery; when
 * it throws, the delivery is tried again as {@link #retry()} says.
 *
 * <p>A delivery happens at least once: after a crash the method may see an event again, with the same delivery id. Adding
 * a method adds the subscription at the next start. Removing it retires the subscription once no instance serves it.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Subscribe {

    /** The id of the subscription, unique on the bus: letters, digits, {@code .}, {@code _} and {@code -}. */
    String value();

    /**
     * The id of an event type that another service defines; the method's payload parameter may then be any class that
     * reads its JSON. Empty: the payload parameter's own {@link Event}.
     */
    String events() default "";

    /** When to try again, and when to give up. */
    Retry retry() default @Retry;

    /** How long one attempt may run, such as {@code 30s} or {@code 5m}. A longer one is interrupted and counts as failed. */
    String timeout() default "5m";
}
