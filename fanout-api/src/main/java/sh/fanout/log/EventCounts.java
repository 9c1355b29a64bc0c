package sh.fanout.log;

import java.util.List;
import java.util.Map;

/**
 * How many events there are, in steps of time.
 *
 * @param counts one for each step: how many of the events that were accepted in it are in each status by now; a status of
 *     none is left out
 */
public record EventCounts(Steps steps, List<Map<EventStatus, Integer>> counts) {

    public EventCounts {
        counts = counts.stream().map(Map::copyOf).toList();
    }

    /** How many there are in all. */
    public long total() {
        return counts.stream()
                .flatMap(it -> it.values().stream())
                .mapToLong(Integer::longValue)
                .sum();
    }
}
