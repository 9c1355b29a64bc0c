package sh.fanout.spring.actuate;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import sh.fanout.spring.FanoutAutoConfiguration;
import sh.fanout.spring.FanoutProperties;
import sh.fanout.workflows.limit.RateLimiter;

/**
 * Shows the store of the rate limits to Actuator and to Micrometer, where an application has them, and what was done over
 * HTTP to Actuator.
 */
@AutoConfiguration(after = FanoutAutoConfiguration.class)
@ConditionalOnBean({RateLimiter.class, FanoutProperties.class})
public class ActuateAutoConfiguration {

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
    static class WithHealth {

        @Bean
        @ConditionalOnEnabledHealthIndicator("fanout-limiter")
        @ConditionalOnMissingBean(name = "fanoutLimiterHealthIndicator")
        HealthIndicator fanoutLimiterHealthIndicator(RateLimiter limiter, FanoutProperties properties) {
            return new LimiterHealth(limiter, properties.limit().onOutage());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(AuditApplicationEvent.class)
    static class WithAudit {

        @Bean
        AuditTrail fanoutAuditTrail(ApplicationEventPublisher events) {
            return new AuditTrail(events);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    static class WithMeters {

        @Bean
        MeterBinder fanoutLimiterMeters(RateLimiter limiter) {
            return registry -> FunctionCounter.builder(
                            "fanout.limiter.outage.decisions", limiter, RateLimiter::outageDecisions)
                    .description("Events of limited types that were decided by the outage policy, without counting")
                    .register(registry);
        }
    }
}
