package sh.fanout;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The retry policy of a {@link Subscribe} method; see {@link sh.fanout.subscription.RetryPolicy} for what it promises.
 */
@Documented
@Target({})
@Retention(RetentionPolicy.RUNTIME)
public @interface Retry {

    /** How often the handler is called at most, the first time included. */
    int attempts() default 5;

    /** The wait before the second attempt, such as {@code 1s}. */
    String interval() default "1s";

    /** By what each further wait grows; 1 to 1000. */
    double factor() default 2.0;

    /** The longest wait. */
    String maxInterval() default "5m";

    /** Exceptions, with their subclasses, after which no further attempt makes sense. */
    Class<? extends Throwable>[] giveUpOn() default {};
}
