package sh.fanout.spring.actuate;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import sh.fanout.workflows.limit.OutagePolicy;
import sh.fanout.workflows.limit.RateLimiter;

/**
 * Down while the store of the rate limits is away and events are refused for that. Where the outage policy lets them pass,
 * the application does what it should, and the details tell.
 */
final class LimiterHealth implements HealthIndicator {

    private final RateLimiter limiter;
    private final OutagePolicy policy;

    LimiterHealth(RateLimiter limiter, OutagePolicy policy) {
        this.limiter = limiter;
        this.policy = policy;
    }

    @Override
    public Health health() {
        var available = limiter.available();
        return (available || policy != OutagePolicy.FAIL_CLOSED ? Health.up() : Health.down())
                .withDetail("store", limiter.describe())
                .withDetail("storeAvailable", available)
                .withDetail("outageDecisions", limiter.outageDecisions())
                .build();
    }
}
