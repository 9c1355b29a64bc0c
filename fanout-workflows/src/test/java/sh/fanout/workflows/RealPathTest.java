package sh.fanout.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sh.fanout.workflows.testing.RealTemporal;

/** The path on a real server. */
class RealPathTest extends PathContract {

    @Override
    WorkflowServiceStubs stubs() {
        return RealTemporal.shared().stubs();
    }

    @Override
    void isInAnHour(@Nullable Instant next) {
        var hour = Instant.now().plus(Duration.ofHours(1));
        assertThat(next).isBetween(hour.minusSeconds(60), hour.plusSeconds(1));
    }
}
