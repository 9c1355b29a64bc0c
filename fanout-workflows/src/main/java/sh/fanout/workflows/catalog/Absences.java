package sh.fanout.workflows.catalog;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When abandoned subscriptions were last served, as one instance saw it. The server forgets who polled a queue when it
 * restarts or moves the queue to another host, so that its saying nobody proves nothing by itself. Not for several threads.
 */
final class Absences {

    private final Map<String, Instant> lastServed = new HashMap<>();
    private final Duration grace;

    Absences(Duration grace) {
        this.grace = grace;
    }

    /**
     * Whether nobody has served a subscription for the grace time, in which this instance watched.
     *
     * @param lastPoll the last one that the server knows of; {@code null} if it knows none
     */
    boolean isDeserted(String subscription, @Nullable Instant lastPoll, Instant now) {
        var known = lastServed.getOrDefault(subscription, now);
        var last = lastPoll != null && lastPoll.isAfter(known) ? lastPoll : known;
        lastServed.put(subscription, last);
        return last.plus(grace).isBefore(now);
    }

    /** Drops what is known about all other subscriptions. */
    void keepOnly(Collection<String> subscriptions) {
        lastServed.keySet().retainAll(subscriptions);
    }
}
