package sh.fanout.erasure;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The record of an erasure: it stays for ever, and does not say what was erased.
 *
 * @param id the id of the erasure
 * @param digest the SHA-256 of the erasure's id, what was erased ("event" or "key"), and the two words that name it, with a line
 *     feed between each: who knows them can tell that it is meant
 * @param requested when it was asked for; what was accepted later is not erased
 * @param ended when it was done; {@code null} if it is not
 * @param who who asked for it
 * @param why the reason
 * @param events how many events the log had of it
 * @param runs how many runs were removed from Temporal, at least: an attempt may have removed more and not said so
 * @param remains what could not be erased, and why; empty before it is done
 * @param problem why it does not go on, though it is not done: what it has not reached is still there, until somebody asks
 *     again; {@code null} if it goes on or is done
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
        List<String> remains,
        @Nullable String problem) {

    public Erasure {
        remains = List.copyOf(remains);
    }

    /** The same, asked for at another time. */
    public Erasure requestedAt(Instant when) {
        return new Erasure(id, digest, when, ended, who, why, events, runs, remains, problem);
    }

    /** The same, done. */
    public Erasure ended(Instant when, long erasedEvents, long removedRuns, List<String> left) {
        return new Erasure(id, digest, requested, when, who, why, erasedEvents, removedRuns, left, null);
    }

    /** The same about an erasure whose run was ended from outside before it was done. */
    public Erasure brokenOff(String cause) {
        return new Erasure(id, digest, requested, ended, who, why, events, runs, remains, cause);
    }
}
