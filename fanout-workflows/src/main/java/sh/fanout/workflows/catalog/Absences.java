package sh.fanout.workflows.catalog;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When somebody was last there, as one instance saw it: by its own clock, since the server's may differ. The server forgets
 * who polled a queue when it restarts or moves the queue to another host, so that its saying nobody proves nothing by itself.
 * Not for several threads.
 */
final class Absences {

    private final Map<String, Sign> lastSigns = new HashMap<>();
    private final Duration grace;

    Absences(Duration grace) {
        this.grace = grace;
    }

    /**
     * Whether nobody has been there for the grace time, in which this instance watched.
     *
     * @param who a name for who is missed
     * @param lastPoll the last one that the server knows of, by its clock; {@code null} if it knows none
     */
    boolean isAbsent(String who, @Nullable Instant lastPoll, Instant now) {
        var known = lastSigns.get(who);
        var sign = known == null || isLater(lastPoll, known.poll()) ? new Sign(lastPoll, now) : known;
        lastSigns.put(who, sign);
        return sign.seen().plus(grace).isBefore(now);
    }

    private static boolean isLater(@Nullable Instant poll, @Nullable Instant known) {
        return poll != null && (known == null || poll.isAfter(known));
    }

    /** Drops what is known about all others. */
    void keepOnly(Collection<String> names) {
        lastSigns.keySet().retainAll(names);
    }

    /**
     * A poll that was news.
     *
     * @param seen when, by the clock of this instance
     */
    private record Sign(@Nullable Instant poll, Instant seen) {}
}
