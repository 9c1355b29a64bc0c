package sh.fanout.workflows.replay;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import sh.fanout.EventEnvelope;

/**
 * One recorded event on its way to one subscription, again.
 *
 * <p>The event is the first argument of its start, as it is of a fan-out's: a large payload is read from there.
 */
@WorkflowInterface
public interface Replay {

    String TYPE = "Replay";

    @WorkflowMethod(name = TYPE)
    void run(EventEnvelope event, ReplayOrder order);
}
