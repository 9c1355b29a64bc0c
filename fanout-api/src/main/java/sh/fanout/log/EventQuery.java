package sh.fanout.log;

import org.jspecify.annotations.Nullable;

/**
 * Which events a page shows, newest first. Immutable: begin with {@link #ALL} or {@link #of}; each method returns a changed
 * copy.
 *
 * @param events which events
 * @param after where the page before ended; {@code null} for the first page
 * @param limit how many events, 1 to {@value PageLimit#MAX}
 */
public record EventQuery(EventSelection events, @Nullable Position after, int limit) {

    public EventQuery {
        PageLimit.require(limit);
    }

    /** The first {@value PageLimit#DEFAULT} of all events. */
    public static final EventQuery ALL = of(EventSelection.ALL);

    /** The first {@value PageLimit#DEFAULT} of some events. */
    public static EventQuery of(EventSelection events) {
        return new EventQuery(events, null, PageLimit.DEFAULT);
    }

    /** The same from where the page before ended, which is its {@link EventPage#next()}. */
    public EventQuery after(Position end) {
        return new EventQuery(events, end, limit);
    }

    /** The same with at most so many events: 1 to {@value PageLimit#MAX}. */
    public EventQuery limit(int most) {
        return new EventQuery(events, after, most);
    }
}
