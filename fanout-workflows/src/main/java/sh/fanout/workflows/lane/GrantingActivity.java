package sh.fanout.workflows.lane;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowServiceException;
import java.util.ArrayList;
import java.util.List;

/** Signals fan-outs one after the other; a failure repeats those before it, which tells them nothing new. */
public final class GrantingActivity implements Granting {

    private final WorkflowClient client;

    public GrantingActivity(WorkflowClient client) {
        this.client = client;
    }

    @Override
    public List<String> give(List<Turn> turns) {
        var gone = new ArrayList<String>();
        for (var turn : turns) {
            if (!isTold(turn)) {
                gone.add(turn.event());
            }
        }
        return gone;
    }

    @Override
    public List<String> closed(List<String> events) {
        return events.stream().filter(this::isClosed).toList();
    }

    private boolean isClosed(String event) {
        var execution = WorkflowExecution.newBuilder().setWorkflowId(event);
        var request = DescribeWorkflowExecutionRequest.newBuilder()
                .setNamespace(client.getOptions().getNamespace())
                .setExecution(execution)
                .build();
        try {
            return client.getWorkflowServiceStubs()
                            .blockingStub()
                            .describeWorkflowExecution(request)
                            .getWorkflowExecutionInfo()
                            .getStatus()
                    != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
                return true;
            }
            throw e;
        }
    }

    private boolean isTold(Turn turn) {
        try {
            client.newUntypedWorkflowStub(turn.event()).signal(Turn.SIGNAL, turn);
            return true;
        } catch (WorkflowNotFoundException e) {
            return false;
        } catch (WorkflowServiceException e) {
            if (SignalRefusals.isFullOfSignals(e)) {
                // It lives, and hears nothing more; it still tells what it needs, if it was told to.
                return true;
            }
            if (SignalRefusals.status(e) == Status.Code.INVALID_ARGUMENT) {
                // No fan-out can have such an id, and one bad message must not stop a lane.
                return false;
            }
            throw e;
        }
    }
}
