package sh.fanout.workflows.publish;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.time.Instant;
import sh.fanout.EventEnvelope;
import sh.fanout.workflows.selection.Selection;

/** Selects the recipients of an event by the catalog as it is now. A local activity: the result is what is recorded. */
@ActivityInterface
public interface Select {

    @ActivityMethod(name = "select")
    Selection select(EventEnvelope event, Instant accepted);
}
