package sh.fanout;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A limit on how many events pass in how much time.
 *
 * <p>On an {@link Event} it refuses, and by default is exact: a publish beyond it throws
 * {@link RateLimitExceededException}, with the wait. On a {@link Subscribe} method it smooths and refuses
 * nothing: deliveries wait in the subscription's queue, and pass at about that rate.
 */
@Documented
@Target({})
@Retention(RetentionPolicy.RUNTIME)
public @interface RateLimit {

    /** How many events; at least 1. */
    int limit();

    /** In how much time, such as {@code 1s}, {@code 1m} or {@code 1h}. */
    String window();

    /** How the limit of an event type is counted. */
    RateLimitAlgorithm algorithm() default RateLimitAlgorithm.SLIDING_WINDOW;

    /**
     * On a subscription: the field of the payload, such as {@code customerId} or {@code customer.id}, each of whose values
     * has this limit of its own. Empty: the limit is that of the whole subscription.
     */
    String key() default "";
}
