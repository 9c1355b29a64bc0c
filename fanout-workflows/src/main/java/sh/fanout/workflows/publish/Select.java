package sh.fanout.workflows.publish;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.time.Instant;
import sh.fanout.EventEnvelope;

/**
 * Selects the recipients of an event by the catalog as it is now, and lets the log know early. A local activity: the result
 * is what is recorded.
 */
@ActivityInterface
public interface Select {

    /**
     * Selects the recipients.
     *
     * @param admitted whether the limit of the event's type has let it pass when it was published
     */
    @ActivityMethod(name = "select")
    Selected select(EventEnvelope event, Instant accepted, boolean admitted);

    /** Lets the log know of an event that is not to be delivered yet; it may not hear it. */
    @ActivityMethod(name = "schedule")
    void schedule(EventEnvelope event, Instant accepted);
}
