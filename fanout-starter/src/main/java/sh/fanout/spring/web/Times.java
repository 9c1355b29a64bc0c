package sh.fanout.spring.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Instants that every store of the event log can count from 1970. */
public final class Times {

    private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

    private Times() {}

    /**
     * Reads a time with its offset (RFC 3339).
     *
     * @throws DateTimeException if it is none, or before 1900, or after 2200
     */
    public static Instant parse(String text) {
        return require(OffsetDateTime.parse(text).toInstant());
    }

    /**
     * Returns a time that can be counted.
     *
     * @throws DateTimeException if it is before 1900 or after 2200
     */
    public static Instant require(Instant time) {
        if (time.isBefore(FIRST) || time.isAfter(LAST)) {
            throw new DateTimeException("not between 1900 and 2200: " + time);
        }
        return time;
    }
}
