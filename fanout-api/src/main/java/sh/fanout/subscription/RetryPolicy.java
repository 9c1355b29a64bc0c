package sh.fanout.subscription;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;

/**
 * When a failed delivery is tried again, and when it is given up.
 *
 * <p>The wait before attempt <i>n</i> + 1 is {@code interval} × {@code factor}<sup><i>n</i> − 1</sup>, at most
 * {@code maxInterval}, less a random part of up to a fifth, so that many failures do not return at one instant. Temporal's
 * timers have a grain of about a second. An attempt whose process died or that ran into its time-out counts.
 *
 * @param attempts how often the handler is called at most, the first time included; at least 1
 * @param interval the wait before the second attempt; positive
 * @param factor by what each further wait grows; 1 to 1000
 * @param maxInterval the longest wait; at least {@code interval}
 * @param giveUpOn names of exception classes after which, or after whose subclasses, no further attempt is made
 */
public record RetryPolicy(int attempts, Duration interval, double factor, Duration maxInterval, List<String> giveUpOn) {

    private static final RetryPolicy DEFAULTS =
            new RetryPolicy(5, Duration.ofSeconds(1), 2.0, Duration.ofMinutes(5), List.of());

    public RetryPolicy {
        require(attempts >= 1, "attempts", attempts, "at least 1");
        require(interval.compareTo(Duration.ZERO) > 0, "interval", interval, "positive");
        require(factor >= 1 && factor <= 1_000, "factor", factor, "between 1 and 1000");
        require(maxInterval.compareTo(interval) >= 0, "maxInterval", maxInterval, "at least the interval");
        giveUpOn = List.copyOf(giveUpOn);
    }

    /** Five attempts, after 1, 2, 4 and 8 seconds. */
    public static RetryPolicy defaults() {
        return DEFAULTS;
    }

    /** One attempt. */
    public static RetryPolicy never() {
        return DEFAULTS.attempts(1);
    }

    /** The same, with at most that many calls of the handler, the first time included. */
    public RetryPolicy attempts(int attempts) {
        return new RetryPolicy(attempts, interval, factor, maxInterval, giveUpOn);
    }

    /** Sets the first wait, and the factor by which the further ones grow. */
    public RetryPolicy backoff(Duration interval, double factor, Duration maxInterval) {
        return new RetryPolicy(attempts, interval, factor, maxInterval, giveUpOn);
    }

    /** Adds an exception class after which, as after its subclasses, no further attempt is made. */
    public RetryPolicy giveUpOn(Class<? extends Throwable> exception) {
        var names = Stream.concat(giveUpOn.stream(), Stream.of(exception.getName()));
        return new RetryPolicy(attempts, interval, factor, maxInterval, names.toList());
    }

    private static void require(boolean holds, String name, Object value, String rule) {
        if (!holds) {
            throw new FanoutException(
                    ErrorCode.INVALID_SUBSCRIPTION,
                    "A retry policy cannot have %s = %s.".formatted(name, value),
                    "Its %s must be %s.".formatted(name, rule));
        }
    }
}
