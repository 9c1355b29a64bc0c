package sh.fanout.workflows.lane;

import org.jspecify.annotations.Nullable;

/** The workflow ids by which a lane knows its events. */
final class LaneEvents {

    private LaneEvents() {}

    /** Refuses what names no workflow: Temporal then drops the message, where a lane would stumble over it for ever. */
    static void require(@Nullable String event) {
        if (event == null || event.isEmpty()) {
            throw new IllegalArgumentException(
                    "A message to a lane has to name its event, by the fan-out's workflow id.");
        }
    }
}
