package sh.fanout.workflows.operation;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import sh.fanout.workflows.log.ItemOutcome;

/** One operation, from its draft until every item is settled. */
@WorkflowInterface
public interface OperationRun {

    String TYPE = "Operation";

    /** The name of {@link #act}. */
    String ACT = "act";

    @WorkflowMethod(name = TYPE)
    void run(OperationState state);

    /** An item that had begun has settled; the log has its outcome. */
    @SignalMethod(name = ItemOutcome.SIGNAL)
    void settled(long item);

    /** What somebody wants to happen with the operation. */
    @UpdateMethod(name = ACT)
    OperationActed act(OperationAct act);
}
