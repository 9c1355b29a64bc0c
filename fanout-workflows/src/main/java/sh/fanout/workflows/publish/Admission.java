package sh.fanout.workflows.publish;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.RateLimitExceededException;
import sh.fanout.RateLimitPolicy;
import sh.fanout.workflows.catalog.CatalogState;
import sh.fanout.workflows.limit.RateLimiter;
import sh.fanout.workflows.limit.Reservation;

/**
 * Keeps event types to their limits. The catalog says which: it knows what the newest build of a type's service declared,
 * whoever publishes.
 */
public final class Admission {

    private final RateLimiter limiter;
    private final boolean severalProcesses;

    /**
     * Creates the admission of one instance.
     *
     * @param severalProcesses whether other instances may publish as well, so that one's own count is not enough
     */
    public Admission(RateLimiter limiter, boolean severalProcesses) {
        this.limiter = limiter;
        this.severalProcesses = severalProcesses;
    }

    /**
     * Lets an event pass that is about to be published.
     *
     * @return whether its type is limited
     * @throws RateLimitExceededException if the limit is used up
     */
    boolean pass(String eventType, CatalogState catalog) {
        var limit = limit(eventType, catalog);
        if (limit.isEmpty()) {
            return false;
        }
        var policy = limit.get();
        requireCountable(eventType, policy);
        if (limiter.tryReserve(eventType, policy) instanceof Reservation.Refused refused) {
            throw new RateLimitExceededException(eventType, policy, refused.retryAfter());
        }
        return true;
    }

    /** How long an event must wait that is published already, by a program that does not know of limits. */
    Duration slot(String eventType, CatalogState catalog) {
        var limit = limit(eventType, catalog);
        if (limit.isEmpty()) {
            return Duration.ZERO;
        }
        requireCountable(eventType, limit.get());
        return limiter.reserve(eventType, limit.get());
    }

    /**
     * Refuses a limit that several processes would each count for themselves.
     *
     * @throws FanoutException ({@code FANOUT-013})
     */
    public void requireCountable(String eventType, @Nullable RateLimitPolicy policy) {
        if (policy != null && severalProcesses && !limiter.shared()) {
            throw new FanoutException(
                    ErrorCode.INVALID_RATE_LIMIT,
                    "Event type '%s' takes %s, but several instances would each count for themselves (%s)."
                            .formatted(eventType, policy, limiter.describe()),
                    "Set fanout.limit.redis-url on every instance; or, if this is the only one, fanout.single-node=true.");
        }
    }

    private static Optional<RateLimitPolicy> limit(String eventType, CatalogState catalog) {
        return Optional.ofNullable(catalog.types().get(eventType))
                .map(type -> type.terms().rateLimit());
    }
}
