package sh.fanout;

import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How many events may pass in how much time. Values out of range are refused with {@code FANOUT-013}.
 *
 * @param limit how many; 1 to 1,000,000
 * @param window in how much time; 1 ms to 31 days
 * @param algorithm how that is counted
 */
public record RateLimitPolicy(int limit, Duration window, RateLimitAlgorithm algorithm) implements Serializable {

    private static final int MAX_LIMIT = 1_000_000;
    private static final Duration MIN_WINDOW = Duration.ofMillis(1);
    private static final Duration MAX_WINDOW = Duration.ofDays(31);

    public RateLimitPolicy {
        require(limit >= 1 && limit <= MAX_LIMIT, "limit", limit, "between 1 and %d".formatted(MAX_LIMIT));
        require(
                window.compareTo(MIN_WINDOW) >= 0 && window.compareTo(MAX_WINDOW) <= 0,
                "window",
                window,
                "between 1 ms and 31 days");
    }

    /** At most {@code limit} in any window of that length. */
    public static RateLimitPolicy of(int limit, Duration window) {
        return new RateLimitPolicy(limit, window, RateLimitAlgorithm.SLIDING_WINDOW);
    }

    /** What an annotation says. */
    public static RateLimitPolicy of(RateLimit limit) {
        return new RateLimitPolicy(limit.limit(), Windows.parse(limit.window()), limit.algorithm());
    }

    /** The limit of an annotated event type, if it has one. */
    static @Nullable RateLimitPolicy of(Event event) {
        var limits = event.rateLimit();
        if (limits.length > 1 || (limits.length == 1 && !limits[0].key().isEmpty())) {
            throw new FanoutException(
                    ErrorCode.INVALID_RATE_LIMIT,
                    "Event type '%s' has %s."
                            .formatted(event.value(), limits.length > 1 ? "several limits" : "a limit with a key"),
                    "An event type takes one limit, of all its events; limits per key belong to subscriptions.");
        }
        return limits.length == 0 ? null : of(limits[0]);
    }

    /** The same, counted in another way. */
    public RateLimitPolicy algorithm(RateLimitAlgorithm algorithm) {
        return new RateLimitPolicy(limit, window, algorithm);
    }

    /** Such as {@code 100 per 1m}. */
    @Override
    public String toString() {
        return "%d per %s".formatted(limit, Windows.format(window));
    }

    private static void require(boolean holds, String name, Object value, String rule) {
        if (!holds) {
            throw new FanoutException(
                    ErrorCode.INVALID_RATE_LIMIT,
                    "A rate limit cannot have %s = %s.".formatted(name, value),
                    "Its %s must be %s.".formatted(name, rule));
        }
    }
}
