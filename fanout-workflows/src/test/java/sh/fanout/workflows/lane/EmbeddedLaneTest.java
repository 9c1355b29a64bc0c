package sh.fanout.workflows.lane;

import io.temporal.serviceclient.WorkflowServiceStubs;
import sh.fanout.workflows.testing.EmbeddedTemporal;

/** Lanes on Temporal's in-process server. */
class EmbeddedLaneTest extends LaneContract {

    @Override
    WorkflowServiceStubs stubs() {
        return EmbeddedTemporal.stubs();
    }
}
