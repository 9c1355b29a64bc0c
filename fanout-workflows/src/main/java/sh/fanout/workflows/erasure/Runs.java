package sh.fanout.workflows.erasure;

import static io.temporal.api.enums.v1.WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.DeleteWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.TerminateWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceBlockingStub;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import sh.fanout.workflows.temporal.Bus;
import sh.fanout.workflows.temporal.RunRef;

/**
 * Finds, ends and removes runs in Temporal.
 *
 * <p>Safe for use by any number of threads.
 */
final class Runs {

    private static final int TIMEOUT_SECONDS = 10;
    private static final int PAGE = 1_000;

    private final Bus bus;
    private final boolean removable;

    /** @param removable whether the server can find and remove runs; one that cannot keeps them in memory */
    Runs(Bus bus, boolean removable) {
        this.bus = bus;
        this.removable = removable;
    }

    /** Whether the server can find and remove runs. */
    boolean areRemovable() {
        return removable;
    }

    /** The current or last run of a workflow. */
    Optional<WorkflowExecutionInfo> last(String workflowId) {
        var request = DescribeWorkflowExecutionRequest.newBuilder()
                .setNamespace(bus.namespace())
                .setExecution(WorkflowExecution.newBuilder().setWorkflowId(workflowId))
                .build();
        try {
            return Optional.of(stub().describeWorkflowExecution(request).getWorkflowExecutionInfo());
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    static boolean isOpen(WorkflowExecutionInfo run) {
        return run.getStatus() == WORKFLOW_EXECUTION_STATUS_RUNNING;
    }

    static RunRef ref(WorkflowExecutionInfo run) {
        return RunRef.of(run.getExecution());
    }

    /** All runs of a workflow, open and closed. */
    List<WorkflowExecutionInfo> of(String workflowId) {
        return found("WorkflowId = " + quoted(workflowId), run -> true);
    }

    /**
     * All runs of the workflows whose ids begin like this.
     *
     * @param wanted which of them; there may be a million, of which one page at a time is in memory
     */
    List<WorkflowExecutionInfo> beginningWith(String prefix, Predicate<WorkflowExecutionInfo> wanted) {
        return found("WorkflowId STARTS_WITH " + quoted(prefix), wanted);
    }

    private List<WorkflowExecutionInfo> found(String query, Predicate<WorkflowExecutionInfo> wanted) {
        var found = new ArrayList<WorkflowExecutionInfo>();
        var next = ByteString.EMPTY;
        do {
            var answer = stub().listWorkflowExecutions(ListWorkflowExecutionsRequest.newBuilder()
                    .setNamespace(bus.namespace())
                    .setQuery(query)
                    .setPageSize(PAGE)
                    .setNextPageToken(next)
                    .build());
            answer.getExecutionsList().stream().filter(wanted).forEach(found::add);
            next = answer.getNextPageToken();
        } while (!next.isEmpty());
        return found;
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    /** Ends a run, if it is open. */
    void end(RunRef run) {
        var request = TerminateWorkflowExecutionRequest.newBuilder()
                .setNamespace(bus.namespace())
                .setWorkflowExecution(execution(run))
                .setReason("erased on request")
                .build();
        ignoringTheMissing(() -> stub().terminateWorkflowExecution(request));
    }

    /** Removes a run with its history, and returns whether it was there. */
    boolean remove(RunRef run) {
        var request = DeleteWorkflowExecutionRequest.newBuilder()
                .setNamespace(bus.namespace())
                .setWorkflowExecution(execution(run))
                .build();
        return ignoringTheMissing(() -> stub().deleteWorkflowExecution(request));
    }

    private static boolean ignoringTheMissing(Runnable call) {
        try {
            call.run();
            return true;
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() != Status.Code.NOT_FOUND) {
                throw e;
            }
            return false;
        }
    }

    private WorkflowServiceBlockingStub stub() {
        return bus.stubs().blockingStub().withDeadlineAfter(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    private static WorkflowExecution execution(RunRef run) {
        return WorkflowExecution.newBuilder()
                .setWorkflowId(run.workflowId())
                .setRunId(run.runId())
                .build();
    }
}
