package sh.fanout.workflows.publish;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.jspecify.annotations.Nullable;
import sh.fanout.EventEnvelope;
import sh.fanout.workflows.delivery.DeliveriesPage;
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

    /** Waits until all is settled, and returns whether it is; does not wait for the event log. */
    @UpdateMethod(name = Gather.UPDATE)
    boolean gather(Gather question);

    /** Refuses to be waited for by more than a run can bear. */
    @UpdateValidatorMethod(updateName = Gather.UPDATE)
    void requireRoom(Gather question);

    /**
     * The results as they are by now.
     *
     * @param after where the page before ended; {@code null} for the first page
     */
    @QueryMethod(name = GatherPage.QUERY)
    GatherPage results(@Nullable String after);

    /**
     * The deliveries as they are by now, one per recipient; none before these are known.
     *
     * @param after where the page before ended; {@code null} for the first page
     */
    @QueryMethod(name = DeliveriesPage.QUERY)
    DeliveriesPage deliveries(@Nullable String after);

    /** Cancels the event unless a delivery has begun, and returns whether it is; Temporal's own cancellation asks too. */
    @UpdateMethod(name = CANCEL)
    boolean cancel();

    /** Whether the event is cancelled; tells it of a closed run as well, however that has ended. */
    @QueryMethod(name = CANCELLED)
    boolean cancelled();
}
