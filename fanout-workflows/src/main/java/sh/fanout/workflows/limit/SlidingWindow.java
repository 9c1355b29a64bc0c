package sh.fanout.workflows.limit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import sh.fanout.RateLimitPolicy;

/** Remembers the last slots, as many as the limit: the next one is due a window after the oldest of them. */
final class SlidingWindow implements Slots {

    private final int limit;
    private final long window;
    private final LongSupplier nanoTime;
    private final Deque<Long> taken = new ArrayDeque<>();

    SlidingWindow(RateLimitPolicy policy, LongSupplier nanoTime) {
        limit = policy.limit();
        window = policy.window().toNanos();
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized long tryTake() {
        var now = nanoTime.getAsLong();
        var wait = untilDue(now);
        if (wait == 0) {
            keep(now);
        }
        return wait;
    }

    @Override
    public synchronized long take() {
        var now = nanoTime.getAsLong();
        var wait = untilDue(now);
        keep(now + wait);
        return wait;
    }

    private long untilDue(long now) {
        return taken.size() < limit ? 0 : Math.max(0, taken.getFirst() + window - now);
    }

    private void keep(long slot) {
        if (taken.size() == limit) {
            taken.removeFirst();
        }
        taken.addLast(slot);
    }
}
