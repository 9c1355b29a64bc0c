package sh.fanout.dashboard.page;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What is costly to count, kept for some time: all who look at the same meanwhile see the same, and it is counted once.
 *
 * <p>Safe for use by any number of threads.
 */
public final class Kept<K, V> {

    private static final int MOST = 100;

    private final Map<K, Counted<V>> known = new ConcurrentHashMap<>();

    /** The value of a key; counted if it was not within this time. */
    public V get(K key, Duration time, Supplier<V> count) {
        if (known.size() >= MOST) {
            known.clear();
        }
        return known.compute(
                        key,
                        (it, last) -> last != null && last.isYounger(time)
                                ? last
                                : new Counted<>(count.get(), System.nanoTime()))
                .value();
    }

    private record Counted<V>(V value, long nanos) {

        boolean isYounger(Duration time) {
            return System.nanoTime() - nanos < time.toNanos();
        }
    }
}
