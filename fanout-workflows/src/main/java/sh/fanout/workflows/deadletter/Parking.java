package sh.fanout.workflows.deadletter;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.time.Instant;
import sh.fanout.workflows.temporal.Carried;

/** Parks deliveries that gave up. */
@ActivityInterface
public interface Parking {

    /**
     * Parks a delivery of the calling fan-out as a dead letter; if the event is parked already for that subscription, it is
     * the same letter.
     *
     * @param accepted when the event was accepted
     */
    @ActivityMethod(name = "park")
    void park(Carried event, Instant accepted, GaveUp gaveUp);
}
