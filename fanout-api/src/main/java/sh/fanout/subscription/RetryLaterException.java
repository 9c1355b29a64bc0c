package sh.fanout.subscription;

import java.time.Duration;

/**
 * Thrown by a handler to say: not now. The event is delivered again after the delay, and no attempt is spent.
 *
 * <p>It ends with the event's life: a delivery that is still put off when the event expires ends as expired.
 */
public class RetryLaterException extends RuntimeException {

    private final Duration delay;

    /**
     * The same, with a message that names the delay.
     *
     * @param delay how long to wait at least; positive
     */
    public RetryLaterException(Duration delay) {
        this(delay, "put off by " + delay);
    }

    /**
     * @param delay how long to wait at least; positive
     * @param message why, for the log and the delivery's attempts
     * @throws IllegalArgumentException if the delay is not positive
     */
    public RetryLaterException(Duration delay, String message) {
        super(message);
        if (delay.isNegative() || delay.isZero()) {
            throw new IllegalArgumentException("a delay must be positive, got " + delay);
        }
        this.delay = delay;
    }

    /** How long the delivery is put off; positive. */
    public Duration delay() {
        return delay;
    }
}
