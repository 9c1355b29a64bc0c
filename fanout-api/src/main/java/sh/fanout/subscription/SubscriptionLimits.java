package sh.fanout.subscription;

import org.jspecify.annotations.Nullable;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.RateLimitAlgorithm;
import sh.fanout.RateLimitPolicy;

/**
 * How fast a subscription takes its deliveries. What is too much waits in the subscription's queue; nothing is refused.
 *
 * <p>The rates hold for all instances together. They smooth rather than count: some more than the limit may pass in one
 * window, and the mean keeps to it. The server divides a rate among the partitions of a queue, of which it has four by
 * default: a rate near one per second or below lets deliveries through in lumps, and may stay below the limit. A limit per
 * key needs a server with {@code matching.enableFairness}; without, it has no effect.
 *
 * @param rate how many deliveries begin in how much time; {@code null} for any number
 * @param perKey the same for each value of a field; {@code null} for any number
 * @param concurrency how many deliveries one instance runs at once; 1 to 10,000
 */
public record SubscriptionLimits(
        @Nullable RateLimitPolicy rate, @Nullable KeyRateLimit perKey, int concurrency) {

    /** How many deliveries one instance runs at once, unless the subscription says otherwise. */
    public static final int DEFAULT_CONCURRENCY = 50;

    private static final int MAX_CONCURRENCY = 10_000;
    private static final SubscriptionLimits DEFAULTS = new SubscriptionLimits(null, null, DEFAULT_CONCURRENCY);

    public SubscriptionLimits {
        if (concurrency < 1 || concurrency > MAX_CONCURRENCY) {
            throw invalid("concurrency = %d".formatted(concurrency), "between 1 and %d".formatted(MAX_CONCURRENCY));
        }
        requireNoBucket(rate);
        requireNoBucket(perKey == null ? null : perKey.policy());
    }

    /** No rate, and {@value #DEFAULT_CONCURRENCY} deliveries at once. */
    public static SubscriptionLimits defaults() {
        return DEFAULTS;
    }

    /** The same, with this rate. */
    public SubscriptionLimits rate(RateLimitPolicy rate) {
        return new SubscriptionLimits(rate, perKey, concurrency);
    }

    /** The same, with this rate for each value of a field. */
    public SubscriptionLimits perKey(KeyRateLimit perKey) {
        return new SubscriptionLimits(rate, perKey, concurrency);
    }

    /** The same, with this concurrency: 1 to 10,000. */
    public SubscriptionLimits concurrency(int concurrency) {
        return new SubscriptionLimits(rate, perKey, concurrency);
    }

    private static void requireNoBucket(@Nullable RateLimitPolicy policy) {
        if (policy != null && policy.algorithm() == RateLimitAlgorithm.TOKEN_BUCKET) {
            throw invalid("the algorithm TOKEN_BUCKET", "left at its default: the queue decides how it smooths");
        }
    }

    private static FanoutException invalid(String what, String rule) {
        return new FanoutException(
                ErrorCode.INVALID_RATE_LIMIT,
                "The limits of a subscription cannot have %s.".formatted(what),
                "It must be %s.".formatted(rule));
    }
}
