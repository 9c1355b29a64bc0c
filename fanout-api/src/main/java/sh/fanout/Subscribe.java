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
 * {@link sh.fanout.subscription.DeliveryContext}, in any order. What it returns is kept as the output of the delivery, if
 * that is at most 65,536 characters of JSON; else the delivery says so, and went well all the same. When the method throws,
 * the delivery is tried again as {@link #retry()} says.
 *
 * <p>A delivery happens at least once: after a crash the method may see an event again, with the same delivery id. Adding
 * a method adds the subscription at the next start. Removing it retires the subscription once no instance serves it.
 *
 * <p>On an annotation, it makes that a composed one: a method that has it is subscribed as it says, with those attributes
 * of its own that are aliases of these by Spring's {@code @AliasFor}.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Subscribe {

    /**
     * The id of the subscription, unique on the bus: letters, digits, {@code _}, {@code -} and, but at its beginning, {@code .}.
     */
    String value();

    /**
     * The id of an event type that another service defines; the method's payload parameter may then be any class that
     * reads its JSON. One that can read no payload of the type stops the start, if the bus knows the type by then. Or a
     * {@linkplain EventPattern pattern}, such as {@code order.*} or {@code **}; the method then takes the
     * {@link EventEnvelope}, and reads the payload by
     * {@link sh.fanout.subscription.DeliveryContext#payload DeliveryContext.payload}. Empty: the payload parameter's own
     * {@link Event}.
     */
    String events() default "";

    /**
     * Which of these events, as JSON, such as <code>{"amount": [{"$gte": 1000}]}</code>; empty for all of them.
     *
     * @see sh.fanout.filter.Filter
     */
    String filter() default "";

    /**
     * The consumer group: of the subscriptions in it exactly one receives each event. Its members, in whichever services,
     * name the same event type or pattern and the same filter; at most 100. A member that does not begin with an event
     * in time, 30 seconds unless {@code fanout.succession} says so, passes it on. Empty: the subscription receives every
     * event itself.
     */
    String consumerGroup() default "";

    /** When to try again, and when to give up. */
    Retry retry() default @Retry;

    /** What becomes of the events behind a keyed one that used up its attempts. */
    OnFailure onFailure() default OnFailure.DEAD_LETTER;

    /** How long one attempt may run, such as {@code 30s} or {@code 5m}. A longer one is interrupted and counts as failed. */
    String timeout() default "5m";

    /**
     * How fast deliveries begin, all instances together: one limit for the subscription, one with a
     * {@link RateLimit#key()}, or both. What is too much waits.
     */
    RateLimit[] rateLimit() default {};

    /** How many deliveries one instance runs at once; 1 to 10,000. */
    int concurrency() default 50;
}
