package sh.fanout.spring.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import sh.fanout.log.LogTime;

/** The times that requests and pages name. */
public final class Times {

    private Times() {}

    /**
     * Reads a time with its offset (RFC 3339).
     *
     * @throws DateTimeException if it is none, or the log cannot keep it
     */
    public static Instant parse(String text) {
        return require(OffsetDateTime.parse(text).toInstant());
    }

    /**
     * Returns a time that the log can keep.
     *
     * @throws DateTimeException if the log cannot keep it
     */
    public static Instant require(Instant time) {
        if (!LogTime.canKeep(time)) {
            throw new DateTimeException("not between 1900 and 2200: " + time);
        }
        return time;
    }
}
