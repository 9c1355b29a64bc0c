package sh.fanout.workflows.replay;

import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import sh.fanout.EventEnvelope;
import sh.fanout.workflows.temporal.Priorities;
import sh.fanout.workflows.temporal.Summary;
import sh.fanout.workflows.temporal.TaskQueues;
import sh.fanout.workflows.temporal.WorkflowIds;

/** Starts replays, each once. */
public final class ReplayStarter {

    private final WorkflowClient client;
    private final WorkflowIds ids;
    private final TaskQueues queues;

    public ReplayStarter(WorkflowClient client, WorkflowIds ids, TaskQueues queues) {
        this.client = client;
        this.ids = ids;
        this.queues = queues;
    }

    /** Starts a replay, unless it was started before. */
    public void start(EventEnvelope event, ReplayOrder order) {
        var subscription = order.recipient().subscription();
        var options = WorkflowOptions.newBuilder()
                .setWorkflowId(ids.replay(order.item().operation(), event.type(), event.id(), subscription))
                .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                .setTaskQueue(queues.engine())
                .setPriority(Priorities.BEHIND_LIVE_EVENTS)
                .setStaticSummary(Summary.delivery(subscription, event, "again"))
                .build();
        try {
            client.newUntypedWorkflowStub(Replay.TYPE, options).start(event, order);
        } catch (WorkflowExecutionAlreadyStarted e) {
            // By an attempt before, whose answer was lost.
        }
    }
}
