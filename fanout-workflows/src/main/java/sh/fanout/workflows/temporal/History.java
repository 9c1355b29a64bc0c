package sh.fanout.workflows.temporal;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.common.converter.DataConverter;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Reads what runs were started with. Needs no worker, is strongly consistent, and works on every kind of server.
 *
 * <p>Safe for use by any number of threads.
 */
public final class History {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final WorkflowServiceStubs stubs;
    private final String namespace;
    private final DataConverter converter;

    public History(WorkflowServiceStubs stubs, String namespace, DataConverter converter) {
        this.stubs = stubs;
        this.namespace = namespace;
        this.converter = converter;
    }

    /** The current, or else the last, run of a workflow. */
    public Optional<RunRef> currentRun(String workflowId) {
        var request = DescribeWorkflowExecutionRequest.newBuilder()
                .setNamespace(namespace)
                .setExecution(WorkflowExecution.newBuilder().setWorkflowId(workflowId))
                .build();
        try {
            var execution = stubs.blockingStub()
                    .withDeadlineAfter(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                    .describeWorkflowExecution(request)
                    .getWorkflowExecutionInfo()
                    .getExecution();
            return Optional.of(new RunRef(workflowId, execution.getRunId()));
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The first argument that a run was started with. */
    public <T> T startArgument(RunRef run, Class<T> type) {
        var request = GetWorkflowExecutionHistoryRequest.newBuilder()
                .setNamespace(namespace)
                .setExecution(WorkflowExecution.newBuilder()
                        .setWorkflowId(run.workflowId())
                        .setRunId(run.runId()))
                .setMaximumPageSize(1)
                .build();
        var input = stubs.blockingStub()
                .withDeadlineAfter(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .getWorkflowExecutionHistory(request)
                .getHistory()
                .getEvents(0)
                .getWorkflowExecutionStartedEventAttributes()
                .getInput();
        return converter.fromPayloads(0, Optional.of(input), type, type);
    }
}
