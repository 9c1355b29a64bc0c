package sh.fanout.workflows.lane;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** What a fan-out tells its lane. */
@ActivityInterface
public interface Holding {

    @ActivityMethod(name = "holds")
    void tell(String stream, String key, Holds holds);
}
