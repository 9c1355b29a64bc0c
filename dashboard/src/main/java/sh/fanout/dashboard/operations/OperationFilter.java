package sh.fanout.dashboard.operations;

import org.jspecify.annotations.Nullable;
import sh.fanout.dashboard.page.Query;
import sh.fanout.dashboard.page.Section;
import sh.fanout.dashboard.page.Texts;
import sh.fanout.dashboard.page.Visit;
import sh.fanout.log.PageLimit;
import sh.fanout.log.Position;
import sh.fanout.operation.OperationKind;
import sh.fanout.operation.OperationQuery;
import sh.fanout.operation.OperationStatus;

/**
 * Which operations an address asks for.
 *
 * @param section the section of the list: one has replays only
 * @param kind only of this kind; {@code null} for all
 * @param status only in this status; {@code null} for all
 */
public record OperationFilter(
        Section section,
        @Nullable OperationKind kind,
        @Nullable OperationStatus status) {

    static OperationFilter of(Visit visit, Section section) {
        return new OperationFilter(
                section,
                section == Section.REPLAYS ? OperationKind.REPLAY : visit.word("kind", OperationKind.class),
                visit.word("status", OperationStatus.class));
    }

    /** Whether it is the list that has replays only. */
    public boolean replays() {
        return section == Section.REPLAYS;
    }

    /** Whether it asks for less than the list has. */
    public boolean narrows() {
        return status != null || (kind != null && !replays());
    }

    public OperationFilter withKind(@Nullable OperationKind other) {
        return new OperationFilter(section, other, status);
    }

    public OperationFilter withStatus(@Nullable OperationStatus other) {
        return new OperationFilter(section, kind, other);
    }

    public Query address() {
        return Query.NONE
                .with("kind", kind == null || replays() ? null : Texts.word(kind))
                .with("status", status == null ? null : Texts.word(status));
    }

    OperationQuery query(@Nullable Position after) {
        return new OperationQuery(kind, status, after, PageLimit.DEFAULT);
    }
}
