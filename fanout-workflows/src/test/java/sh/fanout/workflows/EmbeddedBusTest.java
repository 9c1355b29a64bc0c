package sh.fanout.workflows;

import io.temporal.serviceclient.WorkflowServiceStubs;
import sh.fanout.workflows.testing.EmbeddedTemporal;

/** The bus on Temporal's in-process server. */
class EmbeddedBusTest extends BusContract {

    @Override
    WorkflowServiceStubs stubs() {
        return EmbeddedTemporal.stubs();
    }
}
