package sh.fanout.workflows.limit;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import sh.fanout.RateLimitPolicy;

/**
 * Counts in this process: for one instance alone, and for each by itself while the common store is away.
 *
 * <p>It forgets with the process. A sliding window takes up to 24 bytes per event of its limit, a token bucket next to
 * nothing; both stay until the limiter is closed.
 */
public final class MemoryRateLimiter implements RateLimiter {

    private final Map<Limited, Slots> slots = new ConcurrentHashMap<>();
    private final LongSupplier nanoTime;

    public MemoryRateLimiter() {
        this(System::nanoTime);
    }

    MemoryRateLimiter(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    @Override
    public Reservation tryReserve(String eventType, RateLimitPolicy policy) {
        return Reservation.after(Duration.ofNanos(slots(eventType, policy).tryTake()));
    }

    @Override
    public Duration reserve(String eventType, RateLimitPolicy policy) {
        return Duration.ofNanos(slots(eventType, policy).take());
    }

    private Slots slots(String eventType, RateLimitPolicy policy) {
        return slots.computeIfAbsent(new Limited(eventType, policy), limited -> switch (policy.algorithm()) {
            case SLIDING_WINDOW -> new SlidingWindow(policy, nanoTime);
            case TOKEN_BUCKET -> new TokenBucket(policy, nanoTime);
        });
    }

    @Override
    public boolean available() {
        return true;
    }

    @Override
    public boolean shared() {
        return false;
    }

    @Override
    public String describe() {
        return "the memory of this process";
    }

    @Override
    public void close() {
        slots.clear();
    }

    private record Limited(String eventType, RateLimitPolicy policy) {}
}
