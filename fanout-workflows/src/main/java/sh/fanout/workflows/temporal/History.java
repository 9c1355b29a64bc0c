package sh.fanout.workflows.temporal;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.HistoryEventFilterType;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceBlockingStub;
import io.temporal.client.WorkflowClient;
import io.temporal.common.converter.DataConverter;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads what runs were started with, and how they ended. Needs no worker, is strongly consistent, and works on every kind
 * of server.
 *
 * <p>Safe for use by any number of threads.
 */
public final class History {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final Duration GONE_AFTER = Duration.ofMinutes(1);

    private static final Set<WorkflowExecutionStatus> FROM_OUTSIDE = EnumSet.of(
            WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_TERMINATED,
            WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_FAILED,
            WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_TIMED_OUT,
            WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_CANCELED);

    private final WorkflowServiceStubs stubs;
    private final String namespace;
    private final DataConverter converter;

    /** The history of the runs that a client reaches. */
    public History(WorkflowClient client) {
        stubs = client.getWorkflowServiceStubs();
        namespace = client.getOptions().getNamespace();
        converter = client.getOptions().getDataConverter();
    }

    /** The current, or else the last, run of a workflow. */
    public Optional<RunRef> currentRun(String workflowId) {
        return describe(workflowId)
                .map(DescribeWorkflowExecutionResponse::getWorkflowExecutionInfo)
                .map(it -> RunRef.of(it.getExecution()));
    }

    /** How the last run of a workflow that Temporal has ended, if it was not its own code that ended it. */
    public Optional<RunEnd> endFromOutside(String workflowId) {
        return describe(workflowId).flatMap(this::endFromOutside);
    }

    /**
     * The same, but one that Temporal does not have is over as well: its server is another one by now, or it was removed.
     *
     * @param open when the run was known to be open; Temporal is asked again before it is gone within a minute
     */
    public Optional<RunEnd> endFromOutside(String workflowId, Instant open) {
        var found = describe(workflowId);
        if (found.isPresent()) {
            return found.flatMap(this::endFromOutside);
        }
        var now = Instant.now();
        return open.plus(GONE_AFTER).isBefore(now)
                ? Optional.of(new RunEnd(now, "Temporal does not have its run any more"))
                : Optional.empty();
    }

    private Optional<RunEnd> endFromOutside(DescribeWorkflowExecutionResponse found) {
        var info = found.getWorkflowExecutionInfo();
        return FROM_OUTSIDE.contains(info.getStatus())
                ? Optional.of(new RunEnd(
                        ServerTime.instant(info.getCloseTime()),
                        "its run in Temporal was ended from outside: " + reason(info.getExecution())))
                : Optional.empty();
    }

    /** What the activity that a workflow waits for has last told of itself; empty if there is none, or it has told nothing. */
    public <T> Optional<Heartbeat<T>> heartbeat(String workflowId, Class<T> type) {
        return describe(workflowId)
                .flatMap(it -> it.getPendingActivitiesList().stream().findFirst())
                .filter(PendingActivityInfo::hasHeartbeatDetails)
                .map(it -> new Heartbeat<>(
                        converter.fromPayloads(0, Optional.of(it.getHeartbeatDetails()), type, type),
                        it.hasNextAttemptScheduleTime() ? ServerTime.instant(it.getNextAttemptScheduleTime()) : null));
    }

    /**
     * What an activity has told of itself.
     *
     * @param next when the server runs it again; {@code null} if it runs, is about to, or the server does not say
     */
    public record Heartbeat<T>(T details, @Nullable Instant next) {}

    private Optional<DescribeWorkflowExecutionResponse> describe(String workflowId) {
        var request = DescribeWorkflowExecutionRequest.newBuilder()
                .setNamespace(namespace)
                .setExecution(WorkflowExecution.newBuilder().setWorkflowId(workflowId))
                .build();
        try {
            return Optional.of(patient().describeWorkflowExecution(request));
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private String reason(WorkflowExecution closed) {
        var request = GetWorkflowExecutionHistoryRequest.newBuilder()
                .setNamespace(namespace)
                .setExecution(closed)
                .setHistoryEventFilterType(HistoryEventFilterType.HISTORY_EVENT_FILTER_TYPE_CLOSE_EVENT)
                .build();
        var end = patient().getWorkflowExecutionHistory(request).getHistory().getEvents(0);
        return switch (end.getEventType()) {
            case EVENT_TYPE_WORKFLOW_EXECUTION_TERMINATED ->
                "it was terminated: "
                        + end.getWorkflowExecutionTerminatedEventAttributes().getReason();
            case EVENT_TYPE_WORKFLOW_EXECUTION_FAILED ->
                "it has failed: "
                        + end.getWorkflowExecutionFailedEventAttributes()
                                .getFailure()
                                .getMessage();
            case EVENT_TYPE_WORKFLOW_EXECUTION_TIMED_OUT -> "it has timed out";
            default -> "it was cancelled";
        };
    }

    private WorkflowServiceBlockingStub patient() {
        return stubs.blockingStub().withDeadlineAfter(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
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
        var input = patient()
                .getWorkflowExecutionHistory(request)
                .getHistory()
                .getEvents(0)
                .getWorkflowExecutionStartedEventAttributes()
                .getInput();
        return converter.fromPayloads(0, Optional.of(input), type, type);
    }
}
