package sh.fanout.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;

/**
 * Which events a page shows, newest first.
 *
 * @param type only this event type; {@code null} for all
 * @param status only this status; {@code null} for all
 * @param from accepted at or after; {@code null} for no bound
 * @param to accepted before; {@code null} for no bound
 * @param after where the page before ended; {@code null} for the first page
 * @param limit how many events, 1 to {@value #MAX_LIMIT}
 */
public record EventQuery(
        @Nullable String type,
        @Nullable EventStatus status,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable EventPosition after,
        int limit) {

    public static final int MAX_LIMIT = 200;
    public static final int DEFAULT_LIMIT = 50;

    public EventQuery {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new FanoutException(
                    ErrorCode.INVALID_REQUEST,
                    "A page cannot have the limit %d.".formatted(limit),
                    "Ask for 1 to %d, and follow the cursor.".formatted(MAX_LIMIT));
        }
    }

    /** The newest events of all types. */
    public static EventQuery newest() {
        return new EventQuery(null, null, null, null, null, DEFAULT_LIMIT);
    }
}
