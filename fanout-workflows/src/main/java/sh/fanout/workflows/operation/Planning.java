package sh.fanout.workflows.operation;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.time.Instant;
import java.util.List;
import sh.fanout.operation.OperationPlan;
import sh.fanout.workflows.log.WorkItem;

/** Writes the items of operations down, and reads them. */
@ActivityInterface
public interface Planning {

    /** Writes down all that the plan says as of some time, and numbers it; after a crash it goes on where it was. */
    @ActivityMethod(name = "plan")
    Planned plan(String operation, OperationPlan plan, Instant asOf);

    /**
     * Reads items in the order of their numbers.
     *
     * @param after the number before the first one
     */
    @ActivityMethod(name = "items")
    List<WorkItem> items(String operation, long after, int limit);

    /** Forgets the items of an operation that nobody started. */
    @ActivityMethod(name = "drop")
    void drop(String operation);
}
