package sh.fanout.log;

import org.jspecify.annotations.Nullable;

/**
 * Which events a page shows, newest first.
 *
 * @param events which events
 * @param after where the page before ended; {@code null} for the first page
 * @param limit how many events, 1 to {@value PageLimit#MAX}
 */
public record EventQuery(EventSelection events, @Nullable Position after, int limit) {

    public EventQuery {
        PageLimit.require(limit);
    }

    /** The newest events of all types. */
    public static EventQuery newest() {
        return newest(EventSelection.ALL);
    }

    /** The newest of some events. */
    public static EventQuery newest(EventSelection events) {
        return new EventQuery(events, null, PageLimit.DEFAULT);
    }
}
