package sh.fanout;

import java.time.Duration;

/** A publish beyond the rate limit of its event type; nothing was published. */
public final class RateLimitExceededException extends FanoutException {

    private final String eventType;
    private final RateLimitPolicy policy;
    private final Duration retryAfter;

    public RateLimitExceededException(String eventType, RateLimitPolicy policy, Duration retryAfter) {
        super(
                ErrorCode.RATE_LIMITED,
                "Event type '%s' takes %s, and that is used up.".formatted(eventType, policy),
                "Publish again in %d ms."
                        .formatted(retryAfter.plusNanos(999_999).toMillis()));
        this.eventType = eventType;
        this.policy = policy;
        this.retryAfter = retryAfter;
    }

    /** The id of the event type. */
    public String eventType() {
        return eventType;
    }

    /** The limit that is used up. */
    public RateLimitPolicy policy() {
        return policy;
    }

    /** How long until a publish would pass, if nobody else publishes first; positive. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
