package sh.fanout.dashboard.page;

import java.time.DateTimeException;
import java.time.Instant;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.log.Position;

/** Positions in lists, as addresses name them: time and id. */
public final class Places {

    private static final String SEPARATOR = "~";

    private Places() {}

    public static String write(Position position) {
        return position.time() + SEPARATOR + position.id();
    }

    static Position read(String text) {
        var parts = text.split(SEPARATOR, 2);
        try {
            if (parts.length == 2) {
                return new Position(Instant.parse(parts[0]), parts[1]);
            }
        } catch (DateTimeException e) {
            // Refused like what has no id.
        }
        throw new FanoutException(
                ErrorCode.INVALID_REQUEST,
                "'%s' is no place in a list.".formatted(text),
                "Begin at the top of the list, and follow its links.");
    }
}
