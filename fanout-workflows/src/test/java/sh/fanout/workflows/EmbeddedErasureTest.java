package sh.fanout.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.serviceclient.WorkflowServiceStubs;
import sh.fanout.Publication;
import sh.fanout.erasure.Erasure;
import sh.fanout.workflows.log.EventLog;
import sh.fanout.workflows.testing.EmbeddedTemporal;

/** Erasures on Temporal's in-process server, which cannot remove runs. */
class EmbeddedErasureTest extends ErasureContract {

    @Override
    WorkflowServiceStubs stubs() {
        return EmbeddedTemporal.stubs();
    }

    @Override
    EngineSettings settings(String service) {
        return super.settings(service).alone();
    }

    @Override
    EngineSettings settings(String service, EventLog above) {
        return super.settings(service, above).alone();
    }

    @Override
    void requireGone(Erasure erasure, Publication... erased) {
        assertThat(erasure.remains()).anySatisfy(it -> assertThat(it).contains("in memory until the process ends"));
    }
}
