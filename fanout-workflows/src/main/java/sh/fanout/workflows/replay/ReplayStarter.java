package sh.fanout.workflows.replay;

import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import sh.fanout.EventEnvelope;
import sh.fanout.workflows.temporal.Bus;
import sh.fanout.workflows.temporal.Priorities;
import sh.fanout.workflows.temporal.Summary;

/** Starts replays, each once. */
public final class ReplayStarter {

    private final Bus bus;

    public ReplayStarter(Bus bus) {
        this.bus = bus;
    }

    /** Starts a replay, unless it was started before. */
    public void start(EventEnvelope event, ReplayOrder order) {
        var subscription = order.recipient().subscription();
        var options = WorkflowOptions.newBuilder()
                .setWorkflowId(bus.ids().replay(order.item().operation(), event.type(), event.id(), subscription))
                .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                .setTaskQueue(bus.queues().engine())
                .setPriority(Priorities.BEHIND_LIVE_EVENTS)
                .setStaticSummary(Summary.delivery(subscription, event, "again"))
                .build();
        try {
            bus.client().newUntypedWorkflowStub(Replay.TYPE, options).start(event, order);
        } catch (WorkflowExecutionAlreadyStarted e) {
            // By an attempt before, whose answer was lost.
        }
    }
}
