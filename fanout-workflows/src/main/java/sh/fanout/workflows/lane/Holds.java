package sh.fanout.workflows.lane;

import java.util.List;
import java.util.TreeSet;

/**
 * A fan-out's message: which chains it still needs. From an event that the lane does not know it is a late join.
 *
 * @param event the workflow id of the fan-out
 * @param remaining sorted; empty if it lets go of its place
 */
public record Holds(String event, List<String> remaining) {

    public Holds {
        LaneEvents.require(event);
        remaining = List.copyOf(new TreeSet<>(remaining));
    }
}
