package sh.fanout.workflows;

import io.temporal.serviceclient.WorkflowServiceStubs;
import sh.fanout.workflows.testing.RealTemporal;

/** Operations on a real server. */
class RealOperationTest extends OperationContract {

    @Override
    WorkflowServiceStubs stubs() {
        return RealTemporal.shared().stubs();
    }
}
