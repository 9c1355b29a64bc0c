package sh.fanout.workflows.operation;

import java.util.List;
import sh.fanout.operation.OperationKind;
import sh.fanout.workflows.log.WorkItem;

/**
 * Items of an operation that begin together.
 *
 * @param who who started the operation
 * @param why the reason
 */
public record Batch(String operation, OperationKind kind, String who, String why, List<WorkItem> items) {

    public Batch {
        items = List.copyOf(items);
    }
}
