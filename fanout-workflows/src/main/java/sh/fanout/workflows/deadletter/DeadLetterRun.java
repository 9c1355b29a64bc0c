package sh.fanout.workflows.deadletter;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import sh.fanout.EventEnvelope;

/**
 * A dead letter: a delivery that gave up, with its own copy of the event, until it is delivered, discarded or expired.
 *
 * <p>The event is the first argument of its start, as it is of a fan-out's: a large payload is read from there.
 */
@WorkflowInterface
public interface DeadLetterRun {

    String TYPE = "DeadLetter";

    /** The name of {@link #gaveUp}. */
    String GAVE_UP = "gaveUp";

    /** The name of {@link #act}. */
    String ACT = "act";

    /** The name of {@link #replayed}. */
    String REPLAYED = "replayed";

    @WorkflowMethod(name = TYPE)
    void run(EventEnvelope event, LetterState state);

    /** A delivery of the event to the subscription has given up: the one that is parked here, or another one since. */
    @SignalMethod(name = GAVE_UP)
    void gaveUp(GaveUp gaveUp);

    /** The event was delivered to the subscription by a replay. */
    @SignalMethod(name = REPLAYED)
    void replayed();

    /** What somebody wants to be done; of two who act at once, the second is told of the first. */
    @UpdateMethod(name = ACT)
    LetterActed act(LetterAct act);
}
