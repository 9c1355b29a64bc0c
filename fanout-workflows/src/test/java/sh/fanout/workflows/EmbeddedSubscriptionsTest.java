package sh.fanout.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.serviceclient.WorkflowServiceStubs;
import sh.fanout.workflows.testing.EmbeddedTemporal;

/** The control where this process holds back, for Temporal's in-process server cannot. */
class EmbeddedSubscriptionsTest extends SubscriptionsContract {

    @Override
    WorkflowServiceStubs stubs() {
        return EmbeddedTemporal.stubs();
    }

    @Override
    void adapt(EngineSettings settings) {
        settings.alone();
    }

    /** Nobody counts what waits. */
    @Override
    void assertBacklog(FanoutEngine engine, int atLeast) {
        assertThat(state(engine).backlog()).isNull();
    }
}
