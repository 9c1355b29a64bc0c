package sh.fanout.dashboard.deadletters;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.dashboard.page.Refusal;
import sh.fanout.dashboard.page.Typed;
import sh.fanout.deadletter.DeadLetterGroup;

/**
 * What the form shows that acts on many dead letters.
 *
 * @param groups what failed alike, of all that are meant
 * @param refusal why it could not be done; {@code null} if nobody has tried
 */
public record BulkView(
        Bulk bulk,
        LetterFilter filter,
        List<DeadLetterGroup> groups,
        Typed typed,
        @Nullable Refusal refusal) {

    private static final int RATE = 5;

    public BulkView {
        groups = List.copyOf(groups);
    }

    public long count() {
        return LettersView.count(groups);
    }

    /** The same in words. */
    public String letters() {
        return LettersView.letters(groups);
    }

    /** Whether somebody must type how many they are. */
    public boolean counted() {
        return bulk.mustBeCounted(count());
    }

    public int rate() {
        return RATE;
    }

    /** How long they take at the rate that is proposed. */
    public Duration time() {
        return Duration.ofSeconds(Math.max(1, count() / RATE));
    }
}
