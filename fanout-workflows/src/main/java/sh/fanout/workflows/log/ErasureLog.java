package sh.fanout.workflows.log;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sh.fanout.erasure.Erasure;

/** The part of the event log's store that erases, and knows that it has. It fails as {@link EventLog} does. */
public interface ErasureLog {

    /**
     * Removes all that the log has of some events, and refuses what arrives of them later. Of an item of an operation its
     * number, its type and its subscription stay. It overwrites or rewrites the files; an implementation says what of them it
     * keeps for a while.
     *
     * @param eventIds at most {@value SqlRows#PART}
     */
    void erase(List<String> eventIds, Instant now);

    /** Writes an erasure; one that has ended stays so. */
    void write(Erasure erasure);

    Optional<Erasure> find(String id);

    /** Lists erasures, the newest first. */
    List<Erasure> newest(int limit);
}
