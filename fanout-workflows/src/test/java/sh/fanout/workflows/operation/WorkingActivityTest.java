package sh.fanout.workflows.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.client.WorkflowServiceException;
import org.junit.jupiter.api.Test;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;

/** Which failures say that an item has not begun. */
class WorkingActivityTest {

    @Test
    void doesNotTakeForFailedWhatMayHaveArrived() {
        assertThat(WorkingActivity.isUnconfirmed(Status.UNAVAILABLE.asRuntimeException()))
                .isTrue();
        assertThat(WorkingActivity.isUnconfirmed(service(Status.DEADLINE_EXCEEDED)))
                .isTrue();
        assertThat(WorkingActivity.isUnconfirmed(new FanoutException(
                        ErrorCode.TEMPORAL_UNREACHABLE, "No answer.", "Look.", service(Status.UNKNOWN))))
                .isTrue();
    }

    @Test
    void takesForFailedWhatTheServerRefusesOrNeverSaw() {
        assertThat(WorkingActivity.isUnconfirmed(service(Status.INVALID_ARGUMENT)))
                .isFalse();
        assertThat(WorkingActivity.isUnconfirmed(new IllegalStateException("a bug")))
                .isFalse();
    }

    private static WorkflowServiceException service(Status status) {
        return new WorkflowServiceException(
                WorkflowExecution.getDefaultInstance(), "Replay", status.asRuntimeException());
    }
}
