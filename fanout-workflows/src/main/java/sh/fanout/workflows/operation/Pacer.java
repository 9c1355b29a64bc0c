package sh.fanout.workflows.operation;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * With how many items an operation may begin now: as many as its rate has earned since it last began, in handfuls, since
 * each beginning has its price. What it could not begin with for more than two seconds is not made up for. Pure.
 *
 * @param rate per second; {@code null} for no bound
 * @param earned how many items it may begin with at {@code since}
 */
record Pacer(@Nullable Double rate, double earned, Instant since) {

    private static final double SECONDS_KEPT = 2;

    /** One that begins now. */
    static Pacer of(@Nullable Double rate, Instant now) {
        return new Pacer(rate, 1, now);
    }

    /** How many may begin; none until it is worth it. */
    long allowed(Instant now) {
        if (rate == null) {
            return Long.MAX_VALUE;
        }
        var ready = earnedBy(now);
        return ready >= handful() || since.equals(now) ? (long) ready : 0;
    }

    /** How long until some may begin. */
    Duration pause(Instant now) {
        if (rate == null) {
            return Duration.ZERO;
        }
        var missing = Math.max(0, handful() - earnedBy(now));
        return Duration.ofMillis((long) Math.ceil(missing / rate * 1_000));
    }

    Pacer begun(int items, Instant now) {
        return rate == null ? this : new Pacer(rate, earnedBy(now) - items, now);
    }

    private double earnedBy(Instant now) {
        var seconds = Duration.between(since, now).toMillis() / 1_000.0;
        return rate == null ? 0 : Math.min(Math.max(1, SECONDS_KEPT * rate), earned + seconds * rate);
    }

    /** What a second earns, but one item at least. */
    private double handful() {
        return rate == null ? 1 : Math.max(1, Math.ceil(rate));
    }
}
