package sh.fanout.workflows.delivery;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** One event on its way to one subscription, from the first attempt until it is settled. */
@WorkflowInterface
public interface Delivery {

    @WorkflowMethod(name = "Delivery")
    Verdict run(DeliveryOrder order);
}
