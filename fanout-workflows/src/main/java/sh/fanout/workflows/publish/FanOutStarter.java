package sh.fanout.workflows.publish;

import io.grpc.Context;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import sh.fanout.EventEnvelope;
import sh.fanout.LaneFullException;
import sh.fanout.Publication;
import sh.fanout.PublishFailedException;
import sh.fanout.workflows.lane.LaneClient;
import sh.fanout.workflows.lane.LaneRef;
import sh.fanout.workflows.temporal.TaskQueues;
import sh.fanout.workflows.temporal.WorkflowIds;

/** Starts fan-outs, within a time-out that holds whatever the network does. */
public final class FanOutStarter {

    private final WorkflowClient client;
    private final WorkflowIds ids;
    private final TaskQueues queues;
    private final LaneClient lanes;
    private final Duration timeout;
    private final ScheduledExecutorService timer;

    public FanOutStarter(
            WorkflowClient client,
            WorkflowIds ids,
            TaskQueues queues,
            LaneClient lanes,
            Duration timeout,
            ScheduledExecutorService timer) {
        this.client = client;
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
            limit.watch(() -> deadline.run(() -> {
                workflow.start(event);
                lane.ifPresent(it -> lanes.join(it.stream(), it.key(), workflowId));
            }));
        } catch (LaneFullException full) {
            workflow.cancel();
            throw full;
        } catch (RuntimeException e) {
            throw new PublishFailedException(event.type(), event.id(), connection.wasConnected(), e);
        }
        return new Publication(event.id(), workflowId, false);
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
