package sh.fanout.workflows.subscription;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import sh.fanout.RateLimitPolicy;

/**
 * Gives each delivery a turn of its own among those with its key, one interval after the other. Many that wait return one
 * by one, rather than all for each turn.
 *
 * <p>Safe for use by any number of threads. What it forgets because there is too much of it passes at once.
 */
final class KeyPacer {

    private static final int MOST = 10_000;

    private final long interval;
    private final Cache<String, Long> next = cache();
    private final Cache<String, Long> turns = cache();

    KeyPacer(RateLimitPolicy rate) {
        interval = rate.window().toNanos() / rate.limit();
    }

    /** How long until the turn of a delivery; zero lets it begin. */
    synchronized Duration untilTurn(String key, String delivery, long nanos) {
        var given = turns.getIfPresent(delivery);
        var turn = given == null ? give(key, nanos) : given;
        if (turn <= nanos) {
            turns.invalidate(delivery);
            return Duration.ZERO;
        }
        turns.put(delivery, turn);
        return Duration.ofNanos(turn - nanos);
    }

    private long give(String key, long nanos) {
        var free = next.getIfPresent(key);
        var turn = free == null || free < nanos ? nanos : free;
        next.put(key, turn + interval);
        return turn;
    }

    private static Cache<String, Long> cache() {
        return Caffeine.newBuilder().maximumSize(MOST).build();
    }
}
