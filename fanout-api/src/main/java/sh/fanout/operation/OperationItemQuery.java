package sh.fanout.operation;

import org.jspecify.annotations.Nullable;
import sh.fanout.log.PageLimit;
import sh.fanout.operation.OperationItem.Status;

/**
 * Which items of an operation a page shows, in the order in which it begins with them. Immutable: begin with {@link #of} and
 * narrow; each method returns a changed copy.
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

    /** The first {@value PageLimit#DEFAULT} items of an operation. */
    public static OperationItemQuery of(String operation) {
        return new OperationItemQuery(operation, null, null, 0, PageLimit.DEFAULT);
    }

    /** Those of the items that are in this status. */
    public OperationItemQuery in(Status some) {
        return new OperationItemQuery(operation, some, subscription, after, limit);
    }

    /** Those of the items that are of this subscription. */
    public OperationItemQuery ofSubscription(String id) {
        return new OperationItemQuery(operation, status, id, after, limit);
    }

    /** The same from behind the item with this number, the last of the page before. */
    public OperationItemQuery after(long number) {
        return new OperationItemQuery(operation, status, subscription, number, limit);
    }

    /** The same with at most so many items: 1 to {@value PageLimit#MAX}. */
    public OperationItemQuery limit(int most) {
        return new OperationItemQuery(operation, status, subscription, after, most);
    }
}
