package sh.fanout.workflows.catalog;

import static java.util.stream.Collectors.toMap;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongPredicate;

/**
 * A service's builds, numbered in the order in which the bus first saw them.
 *
 * @param builds build to number, of the last few
 * @param newest the subscriptions that any instance of the newest build has declared
 */
public record ServiceEntry(Map<String, Long> builds, Set<String> newest) {

    static final ServiceEntry NONE = new ServiceEntry(Map.of(), Set.of());

    /** Nobody goes back further, and the catalog has a greatest size. */
    private static final int REMEMBERED = 200;

    public ServiceEntry {
        builds = Map.copyOf(builds);
        newest = Set.copyOf(newest);
    }

    long numberOf(String build) {
        return builds.getOrDefault(build, newestNumber() + 1);
    }

    private long newestNumber() {
        return builds.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    boolean isOlder(String build) {
        return numberOf(build) < newestNumber();
    }

    /** The builds that the bus saw after one. */
    Set<String> after(String build) {
        var number = numberOf(build);
        return numbered(it -> it > number).keySet();
    }

    Set<String> beforeNewest() {
        var newestNumber = newestNumber();
        return numbered(it -> it < newestNumber).keySet();
    }

    /** An older build changes nothing: as long as a newer one runs, that stays the measure. */
    ServiceEntry with(String build, Set<String> subscriptions) {
        if (isOlder(build)) {
            return this;
        }
        var number = numberOf(build);
        var numbers = new TreeMap<>(numbered(it -> it > number - REMEMBERED));
        var isNew = numbers.put(build, number) == null;
        // Instances of one build may run different profiles: what any of them declares belongs to the build.
        var all = new TreeSet<>(isNew ? Set.of() : newest);
        all.addAll(subscriptions);
        return new ServiceEntry(numbers, all);
    }

    /** The builds up to one, which is the newest then and has yet to say what it subscribes to. */
    ServiceEntry backTo(String build) {
        var number = numberOf(build);
        return new ServiceEntry(numbered(it -> it <= number), Set.of());
    }

    private Map<String, Long> numbered(LongPredicate wanted) {
        return builds.entrySet().stream()
                .filter(it -> wanted.test(it.getValue()))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
