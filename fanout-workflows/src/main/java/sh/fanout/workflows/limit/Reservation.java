package sh.fanout.workflows.limit;

import java.time.Duration;

/** Whether an event may pass now. */
public sealed interface Reservation {

    /** It may: its slot is taken. */
    record Admitted() implements Reservation {}

    /**
     * It may not: no slot was free, and none is taken.
     *
     * @param retryAfter how long until one is free, unless somebody else takes it first; positive
     */
    record Refused(Duration retryAfter) implements Reservation {}

    /** Admitted if there is nothing to wait for, else refused. */
    static Reservation after(Duration wait) {
        return wait.isZero() ? new Admitted() : new Refused(wait);
    }
}
