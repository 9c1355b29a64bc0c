package sh.fanout.workflows;

import io.temporal.serviceclient.WorkflowServiceStubs;
import sh.fanout.workflows.testing.EmbeddedTemporal;

/** Ends of operations on Temporal's in-process server. */
class EmbeddedOperationEndTest extends OperationEndContract {

    @Override
    WorkflowServiceStubs stubs() {
        return EmbeddedTemporal.stubs();
    }
}
