package sh.fanout.workflows.erasure;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;

/** Finds what an erasure is to remove, and removes it. */
@ActivityInterface
public interface Erasing {

    /** Says in the log that the erasure has begun. */
    @ActivityMethod(name = "beginErasure")
    void begin(ErasureOrder order);

    /** Finds some of the events that are to go, in the log or else in Temporal; none when all are gone. */
    @ActivityMethod(name = "findErasable")
    List<FoundEvent> find(ErasureOrder order);

    /** Ends and removes the runs of events, which it counts, and removes what the log has of them. */
    @ActivityMethod(name = "erase")
    Removed erase(List<FoundEvent> events);

    /** Says in the log that the erasure is done, and removes its own run, which says of what. */
    @ActivityMethod(name = "endErasure")
    void end(ErasureOrder order, Removed removed);
}
