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

class StandingTest {

    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    @Test
    void saysOfWhatIsCompletedHowManyFailed() {
        var standing = Standing.of(operation(OperationStatus.COMPLETED, 1_003));

        assertThat(standing).isEqualTo(new Standing(State.PARTLY_DONE, "completed, 1,003 failed"));
        assertThat(standing.state().role()).isEqualTo(State.FAILED.role());
        assertThat(standing.state().icon()).isNotIn(State.DONE.icon(), State.FAILED.icon());
        assertThat(standing.title()).isEqualTo("Completed, 1,003 failed");
    }

    @Test
    void isInOneWordWhereNothingFailedOrTheEndIsOpen() {
        assertThat(Standing.of(operation(OperationStatus.COMPLETED, 0)))
                .isEqualTo(new Standing(State.DONE, "completed"));
        assertThat(Standing.of(operation(OperationStatus.RUNNING, 3)))
                .isEqualTo(new Standing(State.RUNNING, "running"));
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
