package sh.fanout.workflows.deadletter;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import sh.fanout.deadletter.DeadLetterCreated;

/** Tells of new dead letters. */
@ActivityInterface
public interface Announcing {

    /** Publishes that the calling letter is parked, if anybody is subscribed to that; a repetition publishes nothing more. */
    @ActivityMethod(name = "announce")
    void announce(DeadLetterCreated letter);
}
