package sh.fanout.workflows.gather;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What workflows of applications call by name: its arguments and its result are plain JSON, whatever converter they have. */
@ActivityInterface
public interface PublishAndWait {

    String TYPE = "publishAndWait";

    /**
     * Publishes one event per activity, however often it is tried, and waits.
     *
     * @param type the id of the event type
     * @param payload {@code null} for the JSON value
     * @param deadlineMillis how long to wait, from when the activity was scheduled
     * @return the JSON text of a {@link sh.fanout.GatherResult}
     */
    @ActivityMethod(name = TYPE)
    String publishAndWait(String type, @Nullable JsonNode payload, long deadlineMillis);
}
