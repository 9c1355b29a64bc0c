package sh.fanout.dashboard.types;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sh.fanout.log.Stats;

/** What has happened to the events of a type in the last 24 hours. */
public record Day(long published, long delivered, long failed) {

    static final Day NOTHING = new Day(0, 0, 0);

    /** By the ids of the types, of those of which there is anything to count. */
    static Map<String, Day> of(Stats stats) {
        var days = new HashMap<String, Day>();
        stats.types()
                .forEach(
                        it -> days.put(it.type(), new Day(sum(it.published()), sum(it.delivered()), sum(it.failed()))));
        return days;
    }

    private static long sum(List<Integer> numbers) {
        return numbers.stream().mapToLong(Integer::longValue).sum();
    }
}
