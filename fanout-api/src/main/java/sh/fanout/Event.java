package sh.fanout;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Defines an event type by its payload class, usually a record.
 *
 * <p>The service that has the annotated class owns the type: its JSON Schema (draft-07) is derived from the class, or read
 * from {@link #schema()}, and every published payload is checked against it. A service that only reads the events of
 * another one needs no definition; it names the type in {@link Subscribe#events()} and takes a class of its own.
 *
 * @see EventType#of(String, Class)
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Event {

    /** The id of the type: dot-separated segments of letters, digits, {@code _} and {@code -}, such as {@code order.created}. */
    String value();

    /** The version that is stored with each event. */
    String version() default EventType.FIRST_VERSION;

    /** One sentence for people. */
    String description() default "";

    /** A class path location of a draft-07 schema that replaces the derived one, such as {@code schemas/order.json}. */
    String schema() default "";

    /**
     * The stream whose events have one order per {@linkplain PublishOptions#orderingKey() ordering key}, such as
     * {@code orders}: all types that name it share that order. Empty: the type has its own.
     */
    String stream() default "";

    /**
     * At most one limit on how many events are published, by all processes together; without {@code key}.
     *
     * <p>A publish that fails after the limit has let it pass, or whose event turns out to be known already, has used it up
     * all the same.
     */
    RateLimit[] rateLimit() default {};

    /** What becomes of deliveries that give up. */
    Dlq dlq() default @Dlq;
}
