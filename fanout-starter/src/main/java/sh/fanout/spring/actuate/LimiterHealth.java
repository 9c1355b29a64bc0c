package sh.fanout.spring.actuate;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import sh.fanout.workflows.limit.RateLimiter;

/** Down while the store of the rate limits is away; the details say where it is, and what happens meanwhile. */
final class LimiterHealth implements HealthIndicator {

    private final RateLimiter limiter;

    LimiterHealth(RateLimiter limiter) {
        this.limiter = limiter;
    }

    @Override
    public Health health() {
        return (limiter.available() ? Health.up() : Health.down())
                .withDetail("store", limiter.describe())
                .withDetail("outageDecisions", limiter.outageDecisions())
                .build();
    }
}
