package sh.fanout.workflows.subscription;

import static java.util.Objects.requireNonNull;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.UncheckedExecutionException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueResponse;
import io.temporal.api.workflowservice.v1.UpdateTaskQueueConfigRequest;
import io.temporal.api.workflowservice.v1.UpdateTaskQueueConfigResponse;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;

/** The calls about queues, and what their failures mean. */
final class QueueCalls {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final WorkflowServiceStubs stubs;

    QueueCalls(WorkflowServiceStubs stubs) {
        this.stubs = stubs;
    }

    UpdateTaskQueueConfigResponse update(UpdateTaskQueueConfigRequest request) {
        try {
            return stubs.blockingStub()
                    .withDeadlineAfter(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                    .updateTaskQueueConfig(request);
        } catch (StatusRuntimeException e) {
            throw refusal(e, "change the settings of queue '%s'".formatted(request.getTaskQueue()));
        }
    }

    /** The answer to each of the requests, which are all sent at once. */
    List<DescribeTaskQueueResponse> describe(List<DescribeTaskQueueRequest> requests) {
        try {
            var stub = stubs.futureStub().withDeadlineAfter(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            var answers = requests.stream().map(stub::describeTaskQueue).toList();
            return answers.stream().map(QueueCalls::await).toList();
        } catch (StatusRuntimeException e) {
            throw refusal(e, "tell how the queues stand");
        }
    }

    private static DescribeTaskQueueResponse await(ListenableFuture<DescribeTaskQueueResponse> answer) {
        try {
            return requireNonNull(Futures.getUnchecked(answer));
        } catch (UncheckedExecutionException e) {
            if (!(e.getCause() instanceof StatusRuntimeException failure)) {
                throw e;
            }
            if (failure.getStatus().getCode() == Status.Code.UNIMPLEMENTED) {
                // A server that cannot tell has nothing set either.
                return DescribeTaskQueueResponse.getDefaultInstance();
            }
            throw failure;
        }
    }

    private static FanoutException refusal(StatusRuntimeException failure, String wanted) {
        var status = failure.getStatus();
        return switch (status.getCode()) {
            case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED, RESOURCE_EXHAUSTED ->
                new FanoutException(
                        ErrorCode.TEMPORAL_UNREACHABLE,
                        "Temporal did not %s: %s.".formatted(wanted, status.getCode()),
                        "Check that it runs, then try again.",
                        failure);
            case UNIMPLEMENTED ->
                new FanoutException(
                        ErrorCode.REQUEST_FAILED,
                        "This Temporal server cannot %s.".formatted(wanted),
                        "Update it to a version with UpdateTaskQueueConfig, or declare no rate.",
                        failure);
            default ->
                new FanoutException(
                        ErrorCode.REQUEST_FAILED,
                        "Temporal refused to %s: %s.".formatted(wanted, status.getDescription()),
                        "Check what this service may do in the namespace.",
                        failure);
        };
    }
}
