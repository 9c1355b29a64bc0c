package sh.fanout.operation;

import org.jspecify.annotations.Nullable;
import sh.fanout.log.PageLimit;
import sh.fanout.log.Position;

/**
 * Which operations a page shows, newest first.
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

    /** The newest operations of all kinds. */
    public static OperationQuery newest() {
        return new OperationQuery(null, null, null, PageLimit.DEFAULT);
    }
}
