package sh.fanout.workflows.lane;

import java.util.List;

/**
 * All that a lane carries into its next run.
 *
 * @param entries in the order of their positions
 */
public record LaneSnapshot(long nextPosition, List<LaneEntry> entries) {

    public LaneSnapshot {
        entries = List.copyOf(entries);
    }

    /** A lane without events, whose positions are behind those of every lane of that key before it. */
    static LaneSnapshot empty(long startMillis) {
        // No lane takes in a million events for each millisecond of its life.
        return new LaneSnapshot(startMillis << 20, List.of());
    }
}
