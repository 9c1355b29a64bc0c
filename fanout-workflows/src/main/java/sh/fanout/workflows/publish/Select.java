package sh.fanout.workflows.publish;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.time.Instant;
import sh.fanout.EventEnvelope;

/** Selects the recipients of an event by the catalog as it is now. A local activity: the result is what is recorded. */
@ActivityInterface
public interface Select {

    /**
     * Selects the recipients.
     *
     * @param admitted whether the limit of the event's type has let it pass when it was published
     */
    @ActivityMethod(name = "select")
    Selected select(EventEnvelope event, Instant accepted, boolean admitted);
}
