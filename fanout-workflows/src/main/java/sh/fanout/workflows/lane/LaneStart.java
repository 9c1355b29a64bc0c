package sh.fanout.workflows.lane;

import org.jspecify.annotations.Nullable;

/**
 * What a run of a lane begins with.
 *
 * @param state of the run before; {@code null} for a new lane
 */
public record LaneStart(LaneLimits limits, @Nullable LaneSnapshot state) {

    static LaneStart with(LaneLimits limits) {
        return new LaneStart(limits, null);
    }

    LaneState open(long startMillis) {
        return new LaneState(limits, state == null ? LaneSnapshot.empty(startMillis) : state);
    }
}
