package sh.fanout.dashboard.deadletters;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.dashboard.page.Places;
import sh.fanout.dashboard.page.Texts;
import sh.fanout.deadletter.DeadLetterGroup;
import sh.fanout.deadletter.DeadLetterPage;
import sh.fanout.deadletter.DeadLetters;
import sh.fanout.log.Steps;

/**
 * What the list of dead letters shows.
 *
 * @param groups what failed alike, of all that is asked for
 * @param steps in which their groups are counted by when they were parked
 * @param page the letters themselves; {@code null} if only the groups are listed
 * @param first whether it is the first page
 * @param retrying how many are being retried, whatever is asked for
 * @param subscriptions the ids of all subscriptions
 * @param types the ids of all event types
 */
public record LettersView(
        LetterFilter filter,
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

    /** How many letters are asked for; of more than {@value DeadLetters#MAX_GROUPS} groups, those of the largest. */
    public long count() {
        return count(groups);
    }

    /** The same in words. */
    public String letters() {
        return letters(groups);
    }

    /** How many letters some groups have, in words. */
    static String letters(List<DeadLetterGroup> groups) {
        var count = count(groups);
        return complete(groups) ? Texts.count(count, "letter") : Texts.number(count) + " or more letters";
    }

    static long count(List<DeadLetterGroup> groups) {
        return groups.stream().mapToLong(DeadLetterGroup::count).sum();
    }

    public boolean complete() {
        return complete(groups);
    }

    private static boolean complete(List<DeadLetterGroup> groups) {
        return groups.size() < DeadLetters.MAX_GROUPS;
    }

    public Sparkline line(DeadLetterGroup group) {
        return Sparkline.of(group.parked(), steps);
    }

    public boolean isNew(DeadLetterGroup group) {
        return group.first().isAfter(now.minus(NEW));
    }

    /** Where the older letters begin; {@code null} if there are none. */
    public @Nullable String older() {
        return page == null || page.next() == null ? null : Places.write(page.next());
    }
}
