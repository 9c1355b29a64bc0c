package sh.fanout.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sh.fanout.workflows.testing.EmbeddedTemporal;

/** The path on Temporal's in-process server. */
class EmbeddedPathTest extends PathContract {

    @Override
    WorkflowServiceStubs stubs() {
        return EmbeddedTemporal.stubs();
    }

    @Override
    void isInAnHour(@Nullable Instant next) {
        assertThat(next).isNull();
    }
}
