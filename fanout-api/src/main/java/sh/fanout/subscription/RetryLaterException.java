package sh.fanout.subscription;

import java.time.Duration;

/**
 * Thrown by a handler to say: not now. The event is delivered again after the delay, and no attempt is spent.
 *
 * <p>It ends with the event's life: a delivery that is still put off when the event expires fails.
 */
public class RetryLaterException extends RuntimeException {

    private final Duration delay;

    public RetryLaterException(Duration delay) {
        this(delay, "put off by " + delay);
    }

    public RetryLaterException(Duration delay, String message) {
        super(message);
        if (delay.isNegative() || delay.isZero()) {
            throw new IllegalArgumentException("a delay must be positive, got " + delay);
        }
        this.delay = delay;
    }

    public Duration delay() {
        return delay;
    }
}
