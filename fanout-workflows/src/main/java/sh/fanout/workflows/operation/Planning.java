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
    @ActivityMethod(name = "planOperation")
    Planned plan(String operation, OperationPlan plan, Instant asOf);

    /**
     * Reads items in the order of their numbers.
     *
     * @param after the number before the first one
     * @param limit how many, all of which there are
     */
    @ActivityMethod(name = "readItems")
    List<WorkItem> items(String operation, long after, int limit);

    /** Forgets the items of an operation that nobody started. */
    @ActivityMethod(name = "dropItems")
    void drop(String operation);
}
