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
        // No lane takes in a thousand events for each millisecond of its life; and JavaScript reads the number exactly.
        return new LaneSnapshot(startMillis * 1_000, List.of());
    }
}
