package sh.fanout.workflows.subscription;

import org.jspecify.annotations.Nullable;
import sh.fanout.RateLimitPolicy;

/** Lets one thing begin per interval. Pure but for the time that it is told, and not for several threads. */
final class Pace {

    private final long interval;
    private long next = Long.MIN_VALUE;

    private Pace(long interval) {
        this.interval = interval;
    }

    /** The pace that keeps to a rate; {@code null} for any. */
    static Pace of(@Nullable RateLimitPolicy rate) {
        return new Pace(rate == null ? 0 : rate.window().toNanos() / rate.limit());
    }

    /** How long until the next thing may begin; 0 lets it begin, and makes the one after it wait. */
    long take(long nanos) {
        if (next > nanos) {
            return next - nanos;
        }
        next = nanos + interval;
        return 0;
    }

    /** Takes back what was let begin, and did not. */
    void giveBack() {
        if (next != Long.MIN_VALUE) {
            next -= interval;
        }
    }
}
