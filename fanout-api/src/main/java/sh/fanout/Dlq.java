package sh.fanout;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What becomes of deliveries of an event type that give up: by default each is parked as a dead letter, until somebody
 * retries or discards it, or it expires.
 */
@Documented
@Target({})
@Retention(RetentionPolicy.RUNTIME)
public @interface Dlq {

    /** Whether they are parked. If not, a delivery that gives up just ends failed; the log has it all the same. */
    boolean enabled() default true;
}
