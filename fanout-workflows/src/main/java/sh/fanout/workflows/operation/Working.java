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

    /**
     * Looks after items that have not settled for long, so that nobody waits for them for ever: begins once more with those of
     * which it was not confirmed, and settles those whose runs were ended from outside. Returns the numbers of the settled ones.
     */
    @ActivityMethod(name = "settleLostItems")
    List<Long> lost(Batch batch);
}
