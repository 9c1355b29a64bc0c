package sh.fanout.workflows.erasure;

/**
 * How much is gone.
 *
 * @param events from the log
 * @param runs from Temporal
 */
public record Removed(long events, long runs) {

    static final Removed NOTHING = new Removed(0, 0);

    Removed and(Removed more) {
        return new Removed(events + more.events, runs + more.runs);
    }
}
