package sh.fanout.workflows.catalog;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A service's builds, numbered in the order in which the bus first saw them.
 *
 * @param builds build to number
 * @param newest the subscriptions that any instance of the newest build has declared
 */
public record ServiceEntry(Map<String, Long> builds, Set<String> newest) {

    static final ServiceEntry NONE = new ServiceEntry(Map.of(), Set.of());

    public ServiceEntry {
        builds = Map.copyOf(builds);
        newest = Set.copyOf(newest);
    }

    long numberOf(String build) {
        return builds.getOrDefault(build, builds.size() + 1L);
    }

    /** An older build changes nothing: it restarts, or it was rolled back to; the newest one stays the measure. */
    ServiceEntry with(String build, Set<String> subscriptions) {
        var number = numberOf(build);
        if (number < builds.size()) {
            return this;
        }
        var isNew = number > builds.size();
        var numbers = new TreeMap<>(builds);
        numbers.put(build, number);
        // Instances of one build may run different profiles: what any of them declares belongs to the build.
        var all = new TreeSet<>(isNew ? Set.of() : newest);
        all.addAll(subscriptions);
        return new ServiceEntry(numbers, all);
    }
}
