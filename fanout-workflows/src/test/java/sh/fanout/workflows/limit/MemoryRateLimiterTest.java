package sh.fanout.workflows.limit;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

class MemoryRateLimiterTest extends RateLimiterContract {

    // A nanoTime may be negative.
    private final AtomicLong nanoTime = new AtomicLong(-Duration.ofSeconds(90).toNanos());

    @Override
    protected RateLimiter open() {
        return new MemoryRateLimiter(nanoTime::get);
    }

    @Override
    protected void elapse(Duration time) {
        nanoTime.addAndGet(time.toNanos());
    }
}
