package sh.fanout.workflows.lane;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * The turnstile of one stream and ordering key: keeps the order in which events join, and tells their fan-outs, by the
 * signal {@value Turn#SIGNAL}, when their turn has come. Closes when it is empty; the next event starts it again.
 */
@WorkflowInterface
public interface Lane {

    String TYPE = "Lane";

    @WorkflowMethod(name = TYPE)
    void run(LaneStart start);

    @SignalMethod(name = "join")
    void join(Join join);

    @SignalMethod(name = "holds")
    void holds(Holds holds);

    @QueryMethod(name = "view")
    LaneView view();
}
