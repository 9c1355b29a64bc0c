package sh.fanout.workflows.lane;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Tells a lane what a fan-out still needs. */
@ActivityInterface
public interface Holding {

    /** Tells it to the lane of a stream and ordering key; what is told twice is told once. */
    @ActivityMethod(name = "holds")
    void tell(LaneRef lane, Holds holds);
}
