package sh.fanout.workflows.temporal;

import io.temporal.workflow.Workflow;
import java.time.Instant;

/** The time as workflow code may read it: that of the server, and the same in every replay. */
public final class WorkflowClock {

    private WorkflowClock() {}

    public static Instant now() {
        return Instant.ofEpochMilli(Workflow.currentTimeMillis());
    }
}
