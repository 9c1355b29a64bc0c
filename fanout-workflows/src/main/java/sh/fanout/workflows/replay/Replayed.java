package sh.fanout.workflows.replay;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import sh.fanout.log.LoggedDelivery;
import sh.fanout.workflows.log.ItemRef;

/** Tells all that want to know how a replay has ended. */
@ActivityInterface
public interface Replayed {

    /** Tells the event log, the event's dead letter if the subscription has it now, and the operation. */
    @ActivityMethod(name = "recordReplay")
    void record(String eventId, String eventType, ItemRef item, LoggedDelivery delivery);

    /** Tells the operation why nothing was delivered. */
    @ActivityMethod(name = "recordLeftOut")
    void leftOut(ItemRef item, String why);
}
