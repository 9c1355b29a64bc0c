package sh.fanout.workflows.observation;

import io.micrometer.common.KeyValue;
import java.util.Locale;

/** How something that was observed has ended. */
public enum Outcome {
    /** Temporal has stored the event. */
    PUBLISHED,
    /** An event with the same idempotency key had been published before; its trace is not this one. */
    DUPLICATE,
    /** The rate limit of the type has refused the event. */
    LIMITED,
    /** The event cannot be published as it is. */
    REFUSED,
    /** Something that a publish needs did not answer. */
    FAILED,

    /** Somebody receives the event. */
    SELECTED,
    /** No subscription wants the event. */
    UNWANTED,
    /** The event does not fit its type. */
    REJECTED,

    /** The handler has returned. */
    HANDLED,
    /** The handler asked to be called later. */
    PUT_OFF,
    /** The attempt has failed, and another follows. */
    RETRIED,
    /** The attempt has failed, and was the last. */
    GAVE_UP,
    /** The attempt has failed, and the event's life ends before another. */
    EXPIRED;

    /** The tag. */
    public KeyValue tag() {
        return FanoutObservation.Tag.OUTCOME.withValue(word());
    }

    /** The value of the tag, such as {@code put-off}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
