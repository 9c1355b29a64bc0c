package sh.fanout.workflows.temporal;

import io.temporal.activity.Activity;
import io.temporal.api.common.v1.WorkflowExecution;

/** One run of one workflow. */
public record RunRef(String workflowId, String runId) {

    public static RunRef of(WorkflowExecution run) {
        return new RunRef(run.getWorkflowId(), run.getRunId());
    }

    /** The run for which the calling activity works. */
    public static RunRef ofActivity() {
        var info = Activity.getExecutionContext().getInfo();
        return new RunRef(info.getWorkflowId(), info.getWorkflowRunId());
    }
}
