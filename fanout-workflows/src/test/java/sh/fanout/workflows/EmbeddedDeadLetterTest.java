package sh.fanout.workflows;

import io.temporal.serviceclient.WorkflowServiceStubs;
import sh.fanout.workflows.testing.EmbeddedTemporal;

/** Dead letters on Temporal's in-process server. */
class EmbeddedDeadLetterTest extends DeadLetterContract {

    @Override
    WorkflowServiceStubs stubs() {
        return EmbeddedTemporal.stubs();
    }
}
