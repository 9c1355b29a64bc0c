package sh.fanout.spring.actuate;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import sh.fanout.spring.FanoutAutoConfiguration;
import sh.fanout.spring.FanoutProperties;
import sh.fanout.spring.Instance;
import sh.fanout.spring.mode.TemporalServer;
import sh.fanout.workflows.limit.RateLimiter;
import sh.fanout.workflows.log.EventLog;

/**
 * Shows how Fanout stands to Actuator and to Micrometer, where an application has them, and to Actuator what was done over
 * HTTP.
 */
@AutoConfiguration(after = FanoutAutoConfiguration.class)
@ConditionalOnBean(Instance.class)
public class ActuateAutoConfiguration {

    @Bean
    Watch fanoutWatch(Instance instance, TemporalServer server, EventLog log) {
        return new Watch(new Look(instance, server, log));
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
    static class WithHealth {

        @Bean
        @ConditionalOnEnabledHealthIndicator("fanout")
        @ConditionalOnMissingBean(name = "fanoutHealthContributor")
        HealthContributor fanoutHealthContributor(
                Watch watch, TemporalServer server, EventLog log, RateLimiter limiter, FanoutProperties properties) {
            return CompositeHealthContributor.fromMap(Map.<String, HealthIndicator>of(
                    "temporal", () -> StandingHealth.temporal(watch.recent(), server.describe()),
                    "eventLog", () -> StandingHealth.eventLog(watch.recent(), log.describe()),
                    "limiter", new LimiterHealth(limiter, properties.limit().onOutage()),
                    "subscriptions", () -> StandingHealth.subscriptions(watch.recent())));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(Endpoint.class)
    static class WithEndpoint {

        @Bean
        @ConditionalOnMissingBean
        FanoutEndpoint fanoutEndpoint(
                FanoutProperties properties,
                Instance instance,
                TemporalServer server,
                EventLog log,
                RateLimiter limiter,
                Watch watch) {
            return new FanoutEndpoint(properties, instance, server, log, limiter, watch);
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
        MeterBinder fanoutMeters(Watch watch, RateLimiter limiter) {
            return new FanoutMeters(watch, limiter);
        }
    }
}
