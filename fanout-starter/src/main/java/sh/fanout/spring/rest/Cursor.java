package sh.fanout.spring.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.log.EventPosition;

/** A position in a list as text that clients pass back and do not look into. */
final class Cursor {

    private static final char SEPARATOR = '|';

    private Cursor() {}

    static String write(EventPosition position) {
        var text = position.accepted().toString() + SEPARATOR + position.id();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    static EventPosition read(String cursor) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
            var separator = text.indexOf(SEPARATOR);
            var accepted = Times.require(Instant.parse(text.substring(0, separator)));
            return new EventPosition(accepted, text.substring(separator + 1));
        } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeException e) {
            throw new FanoutException(
                    ErrorCode.INVALID_REQUEST,
                    "'%s' is not a cursor of this list.".formatted(cursor),
                    "Pass page.next of the answer before, or leave the cursor out.",
                    e);
        }
    }
}
