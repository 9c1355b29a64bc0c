package sh.fanout.workflows.publish;

import io.grpc.Context;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import sh.fanout.EventEnvelope;
import sh.fanout.FanoutException;
import sh.fanout.IdempotencyConflictException;
import sh.fanout.LaneFullException;
import sh.fanout.Publication;
import sh.fanout.PublishFailedException;
import sh.fanout.workflows.lane.LaneClient;
import sh.fanout.workflows.lane.LaneRef;
import sh.fanout.workflows.temporal.History;
import sh.fanout.workflows.temporal.RunRef;
import sh.fanout.workflows.temporal.TaskQueues;
import sh.fanout.workflows.temporal.WorkflowIds;

/** Starts fan-outs, within a time-out that holds whatever the network does. */
public final class FanOutStarter {

    private final WorkflowClient client;
    private final Originals originals;
    private final WorkflowIds ids;
    private final TaskQueues queues;
    private final LaneClient lanes;
    private final Duration timeout;
    private final ScheduledExecutorService timer;

    public FanOutStarter(
            WorkflowClient client,
            History history,
            WorkflowIds ids,
            TaskQueues queues,
            LaneClient lanes,
            Duration timeout,
            ScheduledExecutorService timer) {
        this.client = client;
        this.originals = new Originals(history);
        this.ids = ids;
        this.queues = queues;
        this.lanes = lanes;
        this.timeout = timeout;
        this.timer = timer;
    }

    /** @param admitted whether the limit of the event's type has let it pass */
    Publication start(EventEnvelope event, boolean admitted) {
        // One with a due time joins by itself when it is due.
        var lane = event.deliverAt() == null ? LaneRef.of(event) : Optional.<LaneRef>empty();
        var workflowId = ids.event(event.type(), event.id(), event.idempotencyKey());
        var workflow = client.newUntypedWorkflowStub(
                FanOut.TYPE,
                WorkflowOptions.newBuilder()
                        .setWorkflowId(workflowId)
                        .setTaskQueue(queues.engine())
                        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                        .setStaticSummary("%s from %s".formatted(event.type(), event.source()))
                        .setMemo(memo(admitted, lane.isPresent()))
                        .build());
        var connection = ConnectionWatch.begin(client.getWorkflowServiceStubs().getRawChannel());
        try (var limit = new TimeLimit(timeout, timer);
                var deadline = Context.current().withDeadlineAfter(timeout.toMillis(), TimeUnit.MILLISECONDS, timer)) {
            return limit.watch(deadline, () -> start(workflow, event, lane));
        } catch (IdempotencyConflictException | LaneFullException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new PublishFailedException(event, connection.wasConnected(), e);
        }
    }

    /**
     * Refuses an event for whose workflows Temporal would take no id.
     *
     * @throws FanoutException ({@code FANOUT-107})
     */
    void requireIds(EventEnvelope event) {
        TooLongKey.of(event, ids).ifPresent(it -> {
            throw it.refusal();
        });
    }

    private Publication start(WorkflowStub workflow, EventEnvelope event, Optional<LaneRef> lane) {
        try {
            var workflowId = workflow.start(event).getWorkflowId();
            lane.ifPresent(it -> join(it, workflowId, workflow));
            return new Publication(event.id(), workflowId, false);
        } catch (WorkflowExecutionAlreadyStarted e) {
            var run = e.getExecution();
            return originals.receipt(event, new RunRef(run.getWorkflowId(), run.getRunId()));
        }
    }

    private void join(LaneRef lane, String workflowId, WorkflowStub workflow) {
        try {
            lanes.join(lane.stream(), lane.key(), workflowId);
        } catch (LaneFullException full) {
            // Durable as well: it is not delivered once there is room again, in whatever order.
            workflow.cancel();
            throw full;
        }
    }

    private static Map<String, Object> memo(boolean admitted, boolean joining) {
        var memo = new HashMap<String, Object>();
        if (admitted) {
            memo.put(FanOut.ADMITTED, true);
        }
        if (joining) {
            memo.put(FanOut.JOINING, true);
        }
        return memo;
    }
}
