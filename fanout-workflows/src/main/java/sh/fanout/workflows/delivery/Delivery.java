package sh.fanout.workflows.delivery;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** One event on its way to one subscription, from the first attempt until it is settled. */
@WorkflowInterface
public interface Delivery {

    /** Why one does not begin while another run has the same delivery under way: a fan-out, a dead letter or a replay. */
    String ELSEWHERE = "another run delivers it at this moment";

    @WorkflowMethod(name = "Delivery")
    Verdict run(DeliveryOrder order);
}
