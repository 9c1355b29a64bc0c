package sh.fanout.operation;

import org.jspecify.annotations.Nullable;
import sh.fanout.log.PageLimit;
import sh.fanout.operation.OperationItem.Status;

/**
 * Which items of an operation a page shows, in the order in which it begins with them.
 *
 * @param operation the operation id
 * @param status only in this status; {@code null} for all
 * @param subscription only of this subscription; {@code null} for all
 * @param after the number of the last item of the page before; 0 for the first page
 * @param limit how many, 1 to {@value PageLimit#MAX}
 */
public record OperationItemQuery(
        String operation, @Nullable Status status, @Nullable String subscription, long after, int limit) {

    public OperationItemQuery {
        PageLimit.require(limit);
    }

    /** The first items of an operation. */
    public static OperationItemQuery first(String operation) {
        return new OperationItemQuery(operation, null, null, 0, PageLimit.DEFAULT);
    }
}
