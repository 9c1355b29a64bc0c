package sh.fanout.workflows.publish;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import sh.fanout.EventEnvelope;
import sh.fanout.workflows.gather.Gather;
import sh.fanout.workflows.gather.GatherPage;
import sh.fanout.workflows.lane.Decided;
import sh.fanout.workflows.lane.Decision;
import sh.fanout.workflows.lane.Turn;

/**
 * The work of one event: select its recipients, deliver to each, record what became of them.
 *
 * <p>The envelope is the whole contract with publishers: whoever starts this workflow, in any language, has published.
 */
@WorkflowInterface
public interface FanOut {

    String TYPE = "FanOut";

    /** The memo of an event that the limit of its type has let pass; any other waits for its turn. */
    String ADMITTED = "admitted";

    /** The memo of an event whose publisher lets it join its lane; any other joins by itself. */
    String JOINING = "joining";

    /** The name of {@link #cancel}. */
    String CANCEL = "cancel";

    /** The name of {@link #cancelled}. */
    String CANCELLED = "cancelled";

    @WorkflowMethod(name = TYPE)
    FanOutResult run(EventEnvelope event);

    /** What the lane of a keyed event says. */
    @SignalMethod(name = Turn.SIGNAL)
    void turn(Turn turn);

    /** What somebody wants to happen with a delivery that holds its key. */
    @UpdateMethod(name = Decision.UPDATE)
    Decided decide(Decision decision);

    /** Waits for the results, at most as long as the question says; does not wait for the event log. */
    @UpdateMethod(name = "gather")
    GatherPage gather(Gather question);

    /** Takes the event back unless a delivery has begun, and returns whether it is; Temporal's own cancellation asks too. */
    @UpdateMethod(name = CANCEL)
    boolean cancel();

    /** Whether the event is taken back; tells it of a closed run as well, however that has ended. */
    @QueryMethod(name = CANCELLED)
    boolean cancelled();
}
