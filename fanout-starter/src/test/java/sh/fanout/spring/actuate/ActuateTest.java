package sh.fanout.spring.actuate;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.audit.InMemoryAuditEventRepository;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.actuate.audit.listener.AuditListener;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import sh.fanout.RateLimitPolicy;
import sh.fanout.spring.FanoutProperties;
import sh.fanout.spring.rest.AuditedRequest;
import sh.fanout.workflows.limit.OutagePolicy;
import sh.fanout.workflows.limit.RateLimiter;
import sh.fanout.workflows.limit.ResilientRateLimiter;
import sh.fanout.workflows.limit.redis.RedisRateLimiter;

class ActuateTest {

    @EnableConfigurationProperties(FanoutProperties.class)
    static class Settings {}

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ActuateAutoConfiguration.class))
            .withUserConfiguration(Settings.class)
            .withBean(
                    RateLimiter.class,
                    () -> new ResilientRateLimiter(
                            RedisRateLimiter.open("redis://127.0.0.1:1", "test"), OutagePolicy.FAIL_OPEN));

    @Test
    void isDownOnlyIfEventsAreRefused() {
        application
                .withPropertyValues("fanout.limit.on-outage=fail-open")
                .run(context -> assertThat(requireNonNull(
                                        context.getBean(HealthIndicator.class).health())
                                .getStatus())
                        .isEqualTo(Status.UP));
    }

    @Test
    void saysThatTheLimitsHaveNoStoreAndCountsWhatThatDecides() {
        application.run(context -> {
            var meters = new SimpleMeterRegistry();
            context.getBean(MeterBinder.class).bindTo(meters);

            context.getBean(RateLimiter.class)
                    .tryReserve("order.created", RateLimitPolicy.of(1, Duration.ofSeconds(1)));

            var health = requireNonNull(context.getBean(HealthIndicator.class).health());
            assertThat(health.getStatus()).isEqualTo(Status.DOWN);
            assertThat(health.getDetails())
                    .containsEntry("outageDecisions", 1L)
                    .containsEntry("storeAvailable", false)
                    .hasEntrySatisfying(
                            "store",
                            store -> assertThat(store.toString())
                                    .contains("127.0.0.1:1", "events pass without a limit"));
            assertThat(meters.get("fanout.limiter.outage.decisions")
                            .functionCounter()
                            .count())
                    .isEqualTo(1);
        });
    }

    @Test
    void keepsWhatWasDoneOverHttpWithTheOtherAuditEvents() {
        var repository = new InMemoryAuditEventRepository();
        var when = Instant.parse("2026-11-24T09:30:00Z");
        application
                .withBean(AuditListener.class, () -> new AuditListener(repository))
                .run(context -> {
                    context.publishEvent(new AuditedRequest(
                            "alice", "it is back", "POST /subscriptions/{id}/resume", Map.of("id", "ship"), when, 200));
                    context.publishEvent(
                            new AuditedRequest(null, null, "POST /events/{type}/publish", Map.of(), when, 403));

                    assertThat(repository.find("alice", null, "FANOUT_REQUEST"))
                            .singleElement()
                            .satisfies(it -> assertThat(it.getTimestamp()).isEqualTo(when))
                            .satisfies(it -> assertThat(it.getData())
                                    .isEqualTo(Map.of(
                                            "what", "POST /subscriptions/{id}/resume",
                                            "id", "ship",
                                            "why", "it is back",
                                            "status", 200)));
                    assertThat(repository.find("", null, "FANOUT_REQUEST")).hasSize(1);
                });
    }

    @Test
    void staysAwayWhereThereIsNoActuator() {
        application
                .withClassLoader(new FilteredClassLoader(
                        HealthIndicator.class, MeterRegistry.class, AuditApplicationEvent.class))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean("fanoutLimiterHealthIndicator")
                        .doesNotHaveBean("fanoutLimiterMeters")
                        .doesNotHaveBean("fanoutAuditTrail"));
    }
}
