package sh.fanout.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which events a page shows, newest first.
 *
 * @param type only this event type; {@code null} for all
 * @param status only this status; {@code null} for all
 * @param from accepted at or after; {@code null} for no bound
 * @param to accepted before; {@code null} for no bound
 * @param after where the page before ended; {@code null} for the first page
 * @param limit how many events, 1 to {@value PageLimit#MAX}
 */
public record EventQuery(
        @Nullable String type,
        @Nullable EventStatus status,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Position after,
        int limit) {

    public EventQuery {
        PageLimit.require(limit);
    }

    /** The newest events of all types. */
    public static EventQuery newest() {
        return new EventQuery(null, null, null, null, null, PageLimit.DEFAULT);
    }
}
