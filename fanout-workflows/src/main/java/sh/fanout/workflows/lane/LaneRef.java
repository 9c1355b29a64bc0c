package sh.fanout.workflows.lane;

import java.util.Optional;
import sh.fanout.EventEnvelope;

/** Names a lane. */
public record LaneRef(String stream, String key) {

    /** The lane of a keyed event whose publisher knows its stream. */
    public static Optional<LaneRef> of(EventEnvelope event) {
        return event.orderingKey() == null || event.stream() == null
                ? Optional.empty()
                : Optional.of(new LaneRef(event.stream(), event.orderingKey()));
    }
}
