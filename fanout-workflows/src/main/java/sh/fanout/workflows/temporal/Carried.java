package sh.fanout.workflows.temporal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import sh.fanout.EventEnvelope;

/**
 * An event as it travels inside a fan-out: whole, or without a large payload, which then stays in the fan-out's start
 * event and is read from there.
 *
 * <p>Temporal copies a value into every event that carries it; a large payload for many recipients would exceed what one
 * workflow task may hold.
 *
 * @param envelope the event; its payload is {@code null} in JSON if {@code complete} is not set
 * @param complete whether the payload is here
 */
public record Carried(EventEnvelope envelope, boolean complete) {

    private static final int MAX_CARRIED_CHARS = 16 << 10;

    public static Carried of(EventEnvelope envelope) {
        return envelope.payload().length() <= MAX_CARRIED_CHARS
                ? new Carried(envelope, true)
                : new Carried(envelope.withPayload("null"), false);
    }

    /** The event with the payload that {@code original} has. */
    EventEnvelope completedFrom(EventEnvelope original) {
        return envelope.withPayload(original.payload());
    }

    /** About how many bytes this takes in a history. */
    @JsonIgnore
    public int weight() {
        return envelope.payload().length() + 1_000;
    }
}
