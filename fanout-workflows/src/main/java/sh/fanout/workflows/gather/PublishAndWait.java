package sh.fanout.workflows.gather;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import tools.jackson.databind.JsonNode;

/** What workflows of applications call by name: its arguments and its result are plain JSON, whatever converter they have. */
@ActivityInterface
public interface PublishAndWait {

    String TYPE = "publishAndWait";

    /**
     * Publishes one event per activity, however often it is tried, and waits.
     *
     * @param type the id of the event type
     * @param deadlineMillis how long to wait, from when the activity was scheduled
     * @return the JSON text of a {@link Reply}
     */
    @ActivityMethod(name = TYPE)
    String publishAndWait(String type, JsonNode payload, long deadlineMillis);
}
