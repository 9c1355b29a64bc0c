package sh.fanout.dashboard.lanes;

import java.time.Instant;
import java.util.List;
import sh.fanout.dashboard.page.FailedForm;
import sh.fanout.dashboard.page.Texts;
import sh.fanout.lane.BlockedKey;
import sh.fanout.lane.Lanes;

/**
 * What the list of blocked keys shows.
 *
 * @param blocked those that wait longest first
 */
public record LanesView(List<BlockedKey> blocked, FailedForm failed, Instant now) {

    public LanesView {
        blocked = List.copyOf(blocked);
    }

    /** Whether there may be more than the list has. */
    public boolean isFull() {
        return blocked.size() >= Lanes.MAX_LISTED;
    }

    /** The id of a form of a row. */
    static String form(Decision decision, String eventId, String subscription) {
        return "%s-%s-%s".formatted(Texts.word(decision), eventId, subscription);
    }

    /** The id of a form of the row of a key. */
    public static String form(Decision decision, BlockedKey key) {
        return form(decision, key.eventId(), key.subscription());
    }

    /** What somebody decides about a key. */
    public enum Decision {
        RETRY,
        SKIP
    }
}
