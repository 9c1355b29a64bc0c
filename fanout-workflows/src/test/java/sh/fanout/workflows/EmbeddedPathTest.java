package sh.fanout.workflows;

import io.temporal.serviceclient.WorkflowServiceStubs;
import sh.fanout.workflows.testing.EmbeddedTemporal;

/** The path on Temporal's in-process server. */
class EmbeddedPathTest extends PathContract {

    @Override
    WorkflowServiceStubs stubs() {
        return EmbeddedTemporal.stubs();
    }
}
