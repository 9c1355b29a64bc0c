package sh.fanout.workflows.operation;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;

/** Begins with items of operations. */
@ActivityInterface
public interface Working {

    /** Begins with items, and returns the numbers of those that are settled by that: they are left out, and say why. */
    @ActivityMethod(name = "beginItems")
    List<Long> begin(Batch batch);

    /** Settles those items whose runs were ended from outside, so that nobody waits for them for ever; returns their numbers. */
    @ActivityMethod(name = "settleLostItems")
    List<Long> lost(Batch batch);
}
