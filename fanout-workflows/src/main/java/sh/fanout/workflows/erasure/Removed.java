package sh.fanout.workflows.erasure;

import java.util.List;

/**
 * How much is gone.
 *
 * @param events from the log
 * @param runs from Temporal
 */
public record Removed(long events, long runs) {

    static final Removed NOTHING = new Removed(0, 0);

    /** What of some events goes from the log; to be counted once, however often that is tried. */
    static Removed of(List<FoundEvent> found) {
        return new Removed(found.stream().filter(FoundEvent::logged).count(), 0);
    }

    Removed and(Removed more) {
        return new Removed(events + more.events, runs + more.runs);
    }
}
