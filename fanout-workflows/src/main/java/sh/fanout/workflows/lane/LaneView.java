package sh.fanout.workflows.lane;

import java.util.List;

/**
 * A lane as operators see it.
 *
 * @param entries in the order of their positions
 */
public record LaneView(List<Entry> entries) {

    static final LaneView EMPTY = new LaneView(List.of());

    static LaneView of(LaneSnapshot lane) {
        return new LaneView(lane.entries().stream().map(Entry::of).toList());
    }

    /**
     * One event.
     *
     * @param event the workflow id of its fan-out
     * @param known whether its chains are known to the lane
     * @param remaining the chains that it still needs; empty while they are unknown
     * @param granted those that it may deliver to
     * @param all whether it may deliver to every chain; only while they are unknown
     */
    public record Entry(
            String event, long position, boolean known, List<String> remaining, List<String> granted, boolean all) {

        private static Entry of(LaneEntry entry) {
            return new Entry(
                    entry.event(),
                    entry.position(),
                    entry.known(),
                    List.copyOf(entry.remaining()),
                    List.copyOf(entry.granted()),
                    entry.all());
        }
    }
}
