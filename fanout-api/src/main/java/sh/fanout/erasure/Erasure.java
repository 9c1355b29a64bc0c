package sh.fanout.erasure;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The record of an erasure: it stays for ever, and does not say what was erased.
 *
 * @param id the id of the erasure
 * @param digest the SHA-256 of the erasure's id and what was erased, with a line feed between each: who knows that can tell
 *     that it is meant
 * @param requested when it was asked for; what was accepted later is not erased
 * @param ended when it was done; {@code null} before
 * @param who who asked for it
 * @param why the reason
 * @param events how many events the log had of it
 * @param runs how many runs were removed from Temporal
 * @param remains what could not be erased, and why; empty before it is done
 */
public record Erasure(
        String id,
        String digest,
        Instant requested,
        @Nullable Instant ended,
        String who,
        String why,
        long events,
        long runs,
        List<String> remains) {

    public Erasure {
        remains = List.copyOf(remains);
    }

    /** The same, done. */
    public Erasure ended(Instant when, long erasedEvents, long removedRuns, List<String> left) {
        return new Erasure(id, digest, requested, when, who, why, erasedEvents, removedRuns, left);
    }
}
