package sh.fanout.dashboard.deadletters;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.dashboard.page.Query;
import sh.fanout.dashboard.page.Section;
import sh.fanout.dashboard.page.Texts;
import sh.fanout.deadletter.DeadLetterCount;
import sh.fanout.deadletter.DeadLetterGroup;
import sh.fanout.deadletter.DeadLetterPage;
import sh.fanout.log.Steps;

/**
 * What the list of dead letters shows.
 *
 * @param count all that is asked for
 * @param groups what failed alike, the largest of them
 * @param steps in which their groups are counted by when they were parked
 * @param page the letters themselves; {@code null} if only the groups are listed
 * @param first whether it is the first page
 * @param retrying how many are being retried, whatever is asked for
 * @param subscriptions the ids of all subscriptions
 * @param types the ids of all event types
 */
public record LettersView(
        LetterFilter filter,
        DeadLetterCount count,
        List<DeadLetterGroup> groups,
        Steps steps,
        @Nullable DeadLetterPage page,
        boolean first,
        long retrying,
        List<String> subscriptions,
        List<String> types,
        Instant now) {

    private static final Duration NEW = Duration.ofDays(1);

    public LettersView {
        groups = List.copyOf(groups);
        subscriptions = List.copyOf(subscriptions);
        types = List.copyOf(types);
    }

    /** How many letters are asked for, in words. */
    public String letters() {
        return Texts.count(count.letters(), "letter");
    }

    /** In how many groups they are, in words. */
    public String inGroups() {
        return Texts.count(count.groups(), "group");
    }

    /** Whether all groups are listed. */
    public boolean complete() {
        return groups.size() >= count.groups();
    }

    public Sparkline line(DeadLetterGroup group) {
        return Sparkline.of(group.parked(), steps);
    }

    public boolean isNew(DeadLetterGroup group) {
        return group.first().isAfter(now.minus(NEW));
    }

    /** What the address of the older letters says; {@code null} if there are none. */
    public @Nullable Query older() {
        return page == null || page.next() == null ? null : filter.address().after(Section.DEAD_LETTERS, page.next());
    }
}
