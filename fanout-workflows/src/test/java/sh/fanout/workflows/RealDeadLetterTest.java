package sh.fanout.workflows;

import io.temporal.serviceclient.WorkflowServiceStubs;
import sh.fanout.workflows.testing.RealTemporal;

/** Dead letters on a real server. */
class RealDeadLetterTest extends DeadLetterContract {

    @Override
    WorkflowServiceStubs stubs() {
        return RealTemporal.shared().stubs();
    }
}
