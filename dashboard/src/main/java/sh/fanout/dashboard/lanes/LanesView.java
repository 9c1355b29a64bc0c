package sh.fanout.dashboard.lanes;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.dashboard.page.Refusal;
import sh.fanout.dashboard.page.Typed;
import sh.fanout.lane.BlockedKey;
import sh.fanout.lane.Lanes;

/**
 * What the list of blocked keys shows.
 *
 * @param blocked those that wait longest first
 * @param failed the form that could not be done; {@code null} if none was sent
 */
public record LanesView(List<BlockedKey> blocked, @Nullable FailedForm failed, Instant now) {

    public LanesView {
        blocked = List.copyOf(blocked);
    }

    /** Whether there may be more than the list has. */
    public boolean isFull() {
        return blocked.size() >= Lanes.MAX_LISTED;
    }

    /** Whether it is this form of this row that could not be done. */
    public boolean hasFailed(BlockedKey key, Decision decision) {
        return failed != null
                && failed.decision() == decision
                && failed.eventId().equals(key.eventId())
                && failed.subscription().equals(key.subscription());
    }

    /** What stands in a form of a row. */
    public Typed typed(BlockedKey key, Decision decision) {
        return failed != null && hasFailed(key, decision) ? failed.typed() : Typed.NOTHING;
    }

    /** Why a form could not be done; {@code null} if none was sent. */
    public @Nullable Refusal refusal() {
        return failed == null ? null : failed.refusal();
    }

    /** What somebody decides about a key. */
    public enum Decision {
        RETRY,
        SKIP
    }

    /** A form that could not be done, and what was typed into it. */
    public record FailedForm(Decision decision, String eventId, String subscription, Typed typed, Refusal refusal) {}
}
