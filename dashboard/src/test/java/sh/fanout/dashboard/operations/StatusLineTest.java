package sh.fanout.dashboard.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import sh.fanout.dashboard.page.State;
import sh.fanout.log.EventSelection;
import sh.fanout.operation.Operation;
import sh.fanout.operation.OperationPace;
import sh.fanout.operation.OperationPlan;
import sh.fanout.operation.OperationProgress;
import sh.fanout.operation.OperationStatus;

class StatusLineTest {

    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    @Test
    void saysOfWhatIsCompletedHowManyFailed() {
        var line = StatusLine.of(operation(OperationStatus.COMPLETED, 1_003));

        assertThat(line).isEqualTo(new StatusLine(State.PARTLY_DONE, "completed, 1,003 failed"));
        assertThat(line.state().role()).isEqualTo(State.FAILED.role());
        assertThat(line.state().icon()).isNotIn(State.DONE.icon(), State.FAILED.icon());
        assertThat(line.title()).isEqualTo("Completed, 1,003 failed");
    }

    @Test
    void isInOneWordWhereNothingFailedOrTheEndIsOpen() {
        assertThat(StatusLine.of(operation(OperationStatus.COMPLETED, 0)))
                .isEqualTo(new StatusLine(State.DONE, "completed"));
        assertThat(StatusLine.of(operation(OperationStatus.RUNNING, 3)))
                .isEqualTo(new StatusLine(State.RUNNING, "running"));
    }

    private static Operation operation(OperationStatus status, long failed) {
        return new Operation(
                "replay-1",
                OperationPlan.Replay.of(EventSelection.ALL),
                status,
                OperationPace.defaults(),
                NOON,
                NOON,
                new OperationProgress(2_000, 2_000 - failed, failed, 0, 0, null),
                List.of(),
                null);
    }
}
