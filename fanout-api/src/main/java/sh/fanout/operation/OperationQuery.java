package sh.fanout.operation;

import org.jspecify.annotations.Nullable;
import sh.fanout.log.PageLimit;
import sh.fanout.log.Position;

/**
 * Which operations a page shows, newest first. Immutable: begin with {@link #ALL} and narrow; each method returns a changed
 * copy.
 *
 * @param kind only of this kind; {@code null} for all
 * @param status only in this status; {@code null} for all
 * @param after where the page before ended; {@code null} for the first page
 * @param limit how many, 1 to {@value PageLimit#MAX}
 */
public record OperationQuery(
        @Nullable OperationKind kind,
        @Nullable OperationStatus status,
        @Nullable Position after,
        int limit) {

    public OperationQuery {
        PageLimit.require(limit);
    }

    /** The first {@value PageLimit#DEFAULT} of all operations. */
    public static final OperationQuery ALL = new OperationQuery(null, null, null, PageLimit.DEFAULT);

    /** Those of the operations that are of this kind. */
    public OperationQuery ofKind(OperationKind some) {
        return new OperationQuery(some, status, after, limit);
    }

    /** Those of the operations that are in this status. */
    public OperationQuery in(OperationStatus some) {
        return new OperationQuery(kind, some, after, limit);
    }

    /** The same from where the page before ended, which is its {@link OperationPage#next()}. */
    public OperationQuery after(Position end) {
        return new OperationQuery(kind, status, end, limit);
    }

    /** The same with at most so many operations: 1 to {@value PageLimit#MAX}. */
    public OperationQuery limit(int most) {
        return new OperationQuery(kind, status, after, most);
    }
}
