package sh.fanout.spring.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.log.Position;

/** A position in a list as text that clients pass back and do not look into. */
public final class Cursor {

    private static final String SEPARATOR = "|";

    private Cursor() {}

    /** Writes a position in the list of this name. */
    public static String write(String list, Position position) {
        var text = String.join(SEPARATOR, list, position.time().toString(), position.id());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    /**
     * Reads what was written for the same list; its positions mean nothing in another one.
     *
     * @throws FanoutException ({@code FANOUT-201}) if it was written for none, or for another one
     */
    public static Position read(String list, String cursor) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
            var parts = text.split("\\|", 3);
            if (parts[0].equals(list)) {
                return new Position(Times.require(Instant.parse(parts[1])), parts[2]);
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeException e) {
            // Refused as one of another list is.
        }
        throw new FanoutException(
                ErrorCode.INVALID_REQUEST,
                "'%s' is not a cursor of this list.".formatted(cursor),
                "Pass page.next of the answer before, or begin at the top of the list.");
    }
}
