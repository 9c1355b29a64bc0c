package sh.fanout.workflows.publish;

import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import sh.fanout.workflows.lane.Holding;
import sh.fanout.workflows.lane.Holds;
import sh.fanout.workflows.lane.LaneRef;
import sh.fanout.workflows.temporal.LocalActivities;
import sh.fanout.workflows.temporal.RemoteActivities;

/** A fan-out's line to its lane. */
final class LaneLink {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final LaneRef lane;
    private final String event = Workflow.getInfo().getWorkflowId();
    private final long selectedAt = Workflow.getInfo().getHistoryLength();
    private final Holding inTask;
    private final Holding durable;

    /** Opens the line, in the task that has selected the recipients. */
    LaneLink(LaneRef lane) {
        this.lane = lane;
        inTask = Workflow.newLocalActivityStub(
                Holding.class, LocalActivities.untilDone(LONGEST_PAUSE).build());
        durable = Workflow.newActivityStub(
                Holding.class,
                RemoteActivities.untilDone("to the lane of " + lane.key())
                        .setStartToCloseTimeout(Duration.ofSeconds(10))
                        .build());
    }

    /** Tells which chains are still needed: within the task, for whoever waits. */
    void tell(List<String> chains) {
        if (Workflow.getInfo().getHistoryLength() == selectedAt) {
            // A signal that arrives in the task of the selection has it made again, perhaps with another result.
            Workflow.sleep(Duration.ofMillis(1));
        }
        inTask.tell(lane, holds(chains));
    }

    /** Says that the event is there and waits. */
    void join(List<String> chains) {
        durable.tell(lane, holds(chains));
    }

    private Holds holds(List<String> chains) {
        return new Holds(event, chains);
    }
}
