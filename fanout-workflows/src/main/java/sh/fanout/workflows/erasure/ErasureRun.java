package sh.fanout.workflows.erasure;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** One erasure, from its request until nothing is left that can be erased; its last act is to remove itself from Temporal. */
@WorkflowInterface
public interface ErasureRun {

    String TYPE = "Erasure";

    /**
     * Erases.
     *
     * @param before what earlier runs of it have removed
     */
    @WorkflowMethod(name = TYPE)
    void run(ErasureOrder order, Removed before);
}
