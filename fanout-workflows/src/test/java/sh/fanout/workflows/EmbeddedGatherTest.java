package sh.fanout.workflows;

import io.temporal.serviceclient.WorkflowServiceStubs;
import sh.fanout.workflows.testing.EmbeddedTemporal;

/** Waiting for results on Temporal's in-process server. */
class EmbeddedGatherTest extends GatherContract {

    @Override
    WorkflowServiceStubs stubs() {
        return EmbeddedTemporal.stubs();
    }

    @Override
    int waits() {
        return 200;
    }
}
