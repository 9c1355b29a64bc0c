package sh.fanout.workflows;

import io.temporal.serviceclient.WorkflowServiceStubs;
import sh.fanout.workflows.testing.RealTemporal;

/** Ends of operations on a real server. */
class RealOperationEndTest extends OperationEndContract {

    @Override
    WorkflowServiceStubs stubs() {
        return RealTemporal.shared().stubs();
    }
}
