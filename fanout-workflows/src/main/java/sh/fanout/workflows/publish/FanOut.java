package sh.fanout.workflows.publish;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import sh.fanout.EventEnvelope;

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

    @WorkflowMethod(name = TYPE)
    FanOutResult run(EventEnvelope event);
}
