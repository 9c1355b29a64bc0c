package sh.fanout.dashboard.deadletters;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sh.fanout.EventType;
import sh.fanout.dashboard.page.Query;
import sh.fanout.dashboard.page.Range;
import sh.fanout.dashboard.page.Texts;
import sh.fanout.dashboard.page.Visit;
import sh.fanout.deadletter.DeadLetterQuery;
import sh.fanout.deadletter.DeadLetterStatus;
import sh.fanout.log.PageLimit;
import sh.fanout.log.Position;

/**
 * Which dead letters an address asks for.
 *
 * @param type only of this event type; {@code null} for all
 * @param subscription only of this subscription; {@code null} for all
 * @param status only in this status
 * @param groups only of these groups; empty for all
 * @param range only those that were parked in it, back from now; {@code null} for all
 * @param single whether each of them is listed, and not what failed alike
 */
public record LetterFilter(
        @Nullable String type,
        @Nullable String subscription,
        DeadLetterStatus status,
        Set<String> groups,
        @Nullable Range range,
        boolean single) {

    static final LetterFilter PARKED = new LetterFilter(null, null, DeadLetterStatus.PARKED, Set.of(), null, false);

    static LetterFilter of(Visit visit) {
        var type = visit.text("type");
        var status = visit.word("status", DeadLetterStatus.class);
        return new LetterFilter(
                type == null ? null : EventType.requireId(type),
                visit.text("subscription"),
                status == null ? DeadLetterStatus.PARKED : status,
                groups(visit),
                Optional.ofNullable(visit.text("range")).map(Range::of).orElse(null),
                visit.text("single") != null);
    }

    private static Set<String> groups(Visit visit) {
        return Set.copyOf(visit.texts("group"));
    }

    /** Whether each letter is listed. */
    public boolean lists() {
        return single || oneGroup();
    }

    public boolean oneGroup() {
        return groups.size() == 1;
    }

    /** The time in which it is counted when letters were parked: without a range, as long as one waits by default. */
    public Range counted() {
        return range == null ? Range.MONTH : range;
    }

    /** Whether it asks for more than a status. */
    public boolean narrows() {
        return type != null || subscription != null || !groups.isEmpty() || range != null;
    }

    /** Whether somebody can act on what it asks for. */
    public boolean parked() {
        return status == DeadLetterStatus.PARKED;
    }

    public LetterFilter withType(@Nullable String other) {
        return new LetterFilter(other, subscription, status, groups, range, single);
    }

    public LetterFilter withSubscription(@Nullable String other) {
        return new LetterFilter(type, other, status, groups, range, single);
    }

    public LetterFilter withStatus(DeadLetterStatus other) {
        return new LetterFilter(type, subscription, other, groups, range, single);
    }

    public LetterFilter withRange(@Nullable Range other) {
        return new LetterFilter(type, subscription, status, groups, other, single);
    }

    public LetterFilter withGroups(Set<String> others) {
        return new LetterFilter(type, subscription, status, others, range, single);
    }

    public LetterFilter singly(boolean each) {
        return new LetterFilter(type, subscription, status, Set.of(), range, each);
    }

    /** What an address says that asks for this. */
    public Query address() {
        return Query.NONE
                .with("status", parked() ? null : Texts.word(status))
                .with("subscription", subscription)
                .with("type", type)
                .withAll("group", groups.stream().sorted().toList())
                .with("range", range == null ? null : range.text())
                .with("single", single ? "yes" : null);
    }

    /** The letters that it asks for at some time. */
    DeadLetterQuery query(Instant now, @Nullable Position after) {
        return query(now, null, after);
    }

    /** The letters that it asks for at some time, without those that are parked later. */
    DeadLetterQuery before(Instant time) {
        return query(time, time, null);
    }

    private DeadLetterQuery query(Instant now, @Nullable Instant to, @Nullable Position after) {
        var from = range == null ? null : now.minus(range.length());
        return new DeadLetterQuery(type, subscription, status, groups, from, to, after, PageLimit.DEFAULT);
    }
}
