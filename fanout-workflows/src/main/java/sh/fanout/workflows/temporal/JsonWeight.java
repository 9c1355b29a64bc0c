package sh.fanout.workflows.temporal;

import org.jspecify.annotations.Nullable;
import sh.fanout.log.Attempt;
import sh.fanout.log.LoggedDelivery;

/** How many bytes of UTF-8 something takes as JSON, found without writing it: workflows may ask. */
public final class JsonWeight {

    private static final int BARE_DELIVERY = 500;
    private static final int BARE_ATTEMPT = 250;

    private JsonWeight() {}

    /** About how many a delivery takes, rather too many than too few. */
    public static int of(LoggedDelivery delivery) {
        return BARE_DELIVERY
                + of(delivery.id())
                + of(delivery.subscription())
                + ofValue(delivery.output())
                + of(delivery.error())
                + delivery.attempts().stream().mapToInt(JsonWeight::of).sum();
    }

    /** How many a text takes as a JSON string, without its quotes: what must be escaped takes more. */
    public static int of(@Nullable String text) {
        return text == null ? 0 : text.chars().map(JsonWeight::escaped).sum();
    }

    private static int of(Attempt attempt) {
        return BARE_ATTEMPT + of(attempt.worker()) + of(attempt.error());
    }

    /** How many JSON text takes that stands in JSON as the value that it is. */
    private static int ofValue(@Nullable String json) {
        return json == null ? 0 : json.chars().map(JsonWeight::plain).sum();
    }

    private static int escaped(int character) {
        if (character < 0x20) {
            return 6;
        }
        return character == '"' || character == '\\' ? 2 : plain(character);
    }

    private static int plain(int character) {
        if (character < 0x80) {
            return 1;
        }
        // Both halves of a pair take two each.
        return character < 0x800 || Character.isSurrogate((char) character) ? 2 : 3;
    }
}
