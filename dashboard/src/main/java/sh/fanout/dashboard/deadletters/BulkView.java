package sh.fanout.dashboard.deadletters;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.dashboard.page.Refusal;
import sh.fanout.dashboard.page.Texts;
import sh.fanout.dashboard.page.Typed;
import sh.fanout.deadletter.DeadLetterCount;
import sh.fanout.deadletter.DeadLetterGroup;

/**
 * What the form shows that acts on many dead letters.
 *
 * @param count all letters that are meant
 * @param groups what failed alike among them, the largest groups
 * @param before when it was asked: letters that are parked later are not meant
 * @param refusal why it could not be done; {@code null} if nobody has tried
 */
public record BulkView(
        Bulk bulk,
        LetterFilter filter,
        DeadLetterCount count,
        List<DeadLetterGroup> groups,
        Instant before,
        Typed typed,
        @Nullable Refusal refusal) {

    private static final int RATE = 5;

    public BulkView {
        groups = List.copyOf(groups);
    }

    /** How many letters, in words. */
    public String letters() {
        return Texts.count(count.letters(), "letter");
    }

    /** What is not listed but meant, in words; {@code null} if all is listed. */
    public @Nullable String unlisted() {
        var more = count.groups() - groups.size();
        var listed = groups.stream().mapToLong(DeadLetterGroup::count).sum();
        return more <= 0
                ? null
                : "And %s in %s more"
                        .formatted(Texts.count(count.letters() - listed, "letter"), Texts.count(more, "group"));
    }

    /** Whether somebody must type how many they are. */
    public boolean counted() {
        return bulk.mustBeCounted(count.letters());
    }

    public int rate() {
        return RATE;
    }

    /** How long they take at the rate that is proposed. */
    public Duration time() {
        return Duration.ofSeconds(Math.max(1, count.letters() / RATE));
    }
}
