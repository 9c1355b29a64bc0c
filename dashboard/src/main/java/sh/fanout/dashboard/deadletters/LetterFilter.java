package sh.fanout.dashboard.deadletters;

import java.time.Instant;
import java.util.Optional;
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
 * @param group only of this group; {@code null} for all
 * @param range only those that were parked in it, back from now; {@code null} for all
 * @param single whether each of them is listed, and not what failed alike
 */
public record LetterFilter(
        @Nullable String type,
        @Nullable String subscription,
        DeadLetterStatus status,
        @Nullable String group,
        @Nullable Range range,
        boolean single) {

    static final LetterFilter PARKED = new LetterFilter(null, null, DeadLetterStatus.PARKED, null, null, false);

    static LetterFilter of(Visit visit) {
        var type = visit.text("type");
        var status = visit.word("status", DeadLetterStatus.class);
        return new LetterFilter(
                type == null ? null : EventType.requireId(type),
                visit.text("subscription"),
                status == null ? DeadLetterStatus.PARKED : status,
                visit.text("group"),
                Optional.ofNullable(visit.text("range")).map(Range::of).orElse(null),
                visit.text("single") != null);
    }

    /** Whether each letter is listed. */
    public boolean lists() {
        return single || group != null;
    }

    /** Whether it asks for more than a status. */
    public boolean narrows() {
        return type != null || subscription != null || group != null || range != null;
    }

    /** Whether somebody can act on what it asks for. */
    public boolean parked() {
        return status == DeadLetterStatus.PARKED;
    }

    public LetterFilter withType(@Nullable String other) {
        return new LetterFilter(other, subscription, status, group, range, single);
    }

    public LetterFilter withSubscription(@Nullable String other) {
        return new LetterFilter(type, other, status, group, range, single);
    }

    public LetterFilter withStatus(DeadLetterStatus other) {
        return new LetterFilter(type, subscription, other, group, range, single);
    }

    public LetterFilter withRange(@Nullable Range other) {
        return new LetterFilter(type, subscription, status, group, other, single);
    }

    /** The same, but only one group of one subscription. */
    public LetterFilter in(String oneGroup, String ofSubscription) {
        return new LetterFilter(type, ofSubscription, status, oneGroup, range, single);
    }

    public LetterFilter withoutGroup() {
        return new LetterFilter(type, subscription, status, null, range, single);
    }

    public LetterFilter singly(boolean each) {
        return new LetterFilter(type, subscription, status, null, range, each);
    }

    /** What an address says that asks for this. */
    public Query address() {
        return Query.NONE
                .with("status", parked() ? null : Texts.word(status))
                .with("subscription", subscription)
                .with("type", type)
                .with("group", group)
                .with("range", range == null ? null : range.text())
                .with("single", single ? "yes" : null);
    }

    /** The letters that it asks for at some time. */
    DeadLetterQuery query(Instant now, @Nullable Position after) {
        return new DeadLetterQuery(
                type,
                subscription,
                status,
                group,
                range == null ? null : now.minus(range.length()),
                null,
                after,
                PageLimit.DEFAULT);
    }
}
