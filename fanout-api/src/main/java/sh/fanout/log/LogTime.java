package sh.fanout.log;

import java.time.Instant;

/** The times that every store of the event log can keep: from 1900 on, and before 2200. */
public final class LogTime {

    private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2200-01-01T00:00:00Z");

    private LogTime() {}

    public static boolean canKeep(Instant time) {
        return !time.isBefore(FIRST) && time.isBefore(END);
    }
}
