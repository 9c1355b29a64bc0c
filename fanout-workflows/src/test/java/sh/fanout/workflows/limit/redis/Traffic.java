package sh.fanout.workflows.limit.redis;

import java.time.Duration;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import sh.fanout.RateLimitPolicy;
import sh.fanout.workflows.limit.RateLimiter;
import sh.fanout.workflows.limit.Reservation;

/** Threads that ask as fast as they can, and what was seen of it from outside. */
final class Traffic {

    private final RateLimitPolicy policy;
    private final Queue<Admission> admissions = new ConcurrentLinkedQueue<>();

    Traffic(RateLimitPolicy policy) {
        this.policy = policy;
    }

    /** Asks for that long, in one thread per limiter. */
    void run(Duration time, RateLimiter... limiters) throws InterruptedException {
        var end = System.nanoTime() + time.toNanos();
        var threads = Executors.newFixedThreadPool(limiters.length);
        Arrays.stream(limiters).forEach(limiter -> threads.execute(() -> ask(limiter, end)));
        threads.shutdown();
        if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("the traffic did not end");
        }
    }

    private void ask(RateLimiter limiter, long end) {
        for (var before = System.nanoTime(); before < end; before = System.nanoTime()) {
            if (limiter.tryReserve("a", policy) instanceof Reservation.Admitted) {
                admissions.add(new Admission(before, System.nanoTime()));
            }
        }
    }

    int admitted() {
        return admissions.size();
    }

    /** The most that provably passed within one window: those whose calls lie in it from beginning to end. */
    long most() {
        var window = policy.window().toNanos();
        return admissions.stream()
                .mapToLong(first -> admissions.stream()
                        .filter(other -> other.before() >= first.before() && other.after() < first.before() + window)
                        .count())
                .max()
                .orElse(0);
    }

    private record Admission(long before, long after) {}
}
