package sh.fanout.spring.actuate;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.audit.InMemoryAuditEventRepository;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.actuate.audit.listener.AuditListener;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import sh.fanout.RateLimitPolicy;
import sh.fanout.spring.FanoutProperties;
import sh.fanout.spring.Instance;
import sh.fanout.spring.access.AuditedRequest;
import sh.fanout.spring.mode.Mode;
import sh.fanout.spring.mode.TemporalServer;
import sh.fanout.subscription.SubscriptionStatus;
import sh.fanout.workflows.limit.OutagePolicy;
import sh.fanout.workflows.limit.RateLimiter;
import sh.fanout.workflows.limit.ResilientRateLimiter;
import sh.fanout.workflows.limit.redis.RedisRateLimiter;
import sh.fanout.workflows.log.EventLog;
import sh.fanout.workflows.log.sqlite.SqliteEventLog;
import tools.jackson.databind.json.JsonMapper;

class ActuateTest {

    private static TemporalServer server;

    @TempDir
    private static Path folder;

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ActuateAutoConfiguration.class))
            .withUserConfiguration(Settings.class)
            .withBean(Instance.class, () -> new Instance(Mode.EMBEDDED, Optional::empty))
            .withBean(TemporalServer.class, () -> server, it -> it.setDestroyMethodName(""))
            .withBean(EventLog.class, () -> SqliteEventLog.open(folder.resolve("events.db")))
            .withBean(RateLimiter.class, ActuateTest::limiterWithoutItsStore);

    @EnableConfigurationProperties(FanoutProperties.class)
    static class Settings {}

    @BeforeAll
    static void startServer() {
        server = TemporalServer.embedded("default");
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    private static RateLimiter limiterWithoutItsStore() {
        return new ResilientRateLimiter(RedisRateLimiter.open("redis://127.0.0.1:1", "test"), OutagePolicy.FAIL_OPEN);
    }

    @Test
    void isDownOnlyIfEventsAreRefused() {
        application
                .withPropertyValues("fanout.limit.on-outage=fail-open")
                .run(context -> assertThat(limiter(context).getStatus()).isEqualTo(Status.UP));
    }

    @Test
    void saysThatTheLimitsHaveNoStoreAndCountsWhatThatDecides() {
        application.run(context -> {
            var meters = new SimpleMeterRegistry();
            context.getBean(MeterBinder.class).bindTo(meters);

            context.getBean(RateLimiter.class)
                    .tryReserve("order.created", RateLimitPolicy.of(1, Duration.ofSeconds(1)));

            var health = limiter(context);
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

    private static Health limiter(ApplicationContext context) {
        var fanout = context.getBean("fanoutHealthContributor", CompositeHealthContributor.class);
        return requireNonNull(((HealthIndicator) requireNonNull(fanout.getContributor("limiter"))).health());
    }

    @Test
    void reportsAnInstanceThatDoesNotRun() {
        application.run(context -> {
            var report = context.getBean(FanoutEndpoint.class).report();

            assertThat(report.mode()).isEqualTo("embedded");
            assertThat(report.service()).isNull();
            assertThat(report.looked()).isNull();
        });
    }

    @Test
    void keepsTheFieldsOfItsReport() {
        var report = new InstanceReport(
                "0.1.0",
                "shop",
                "7",
                "fanout",
                "cluster",
                new InstanceReport.Temporal("cluster at temporal:7233, namespace default", "default", null),
                InstanceReport.Log.of("SQLite at .fanout/events.db", Standings.outage()),
                new InstanceReport.Limiter("this process", true, 0),
                List.of(new InstanceReport.Type("order.created", "1")),
                List.of(InstanceReport.Subscription.of(Standings.subscription("ship", SubscriptionStatus.ACTIVE))),
                new Stuck(3, 2),
                Standings.NOON);

        assertThat(JsonMapper.shared().readTree(JsonMapper.shared().writeValueAsString(report)))
                .isEqualTo(JsonMapper.shared().readTree("""
                        {"version": "0.1.0", "service": "shop", "build": "7", "bus": "fanout", "mode": "cluster",
                         "temporal": {"server": "cluster at temporal:7233, namespace default",
                                      "namespace": "default", "refusal": null},
                         "eventLog": {"store": "SQLite at .fanout/events.db", "available": false, "waiting": 7,
                                      "oldest": "PT1M30S"},
                         "limiter": {"store": "this process", "available": true, "outageDecisions": 0},
                         "eventTypes": [{"id": "order.created", "version": "1"}],
                         "subscriptions": [{"id": "ship", "events": "order.created", "status": "active", "waiting": 12,
                                            "oldest": "PT2.5S", "pollers": 2}],
                         "stuck": {"letters": 3, "keys": 2}, "looked": "2026-11-28T12:00:00Z"}"""));
    }

    @Test
    void keepsWhatWasDoneOverHttpWithTheOtherAuditEvents() {
        var repository = new InMemoryAuditEventRepository();
        var when = Instant.parse("2026-11-24T09:30:00Z");
        application
                .withBean(AuditListener.class, () -> new AuditListener(repository))
                .run(context -> {
                    context.publishEvent(new AuditedRequest(
                            "alice",
                            "it is back",
                            "POST /subscriptions/{id}/resume",
                            Map.of("id", "ship"),
                            null,
                            when,
                            200));
                    context.publishEvent(
                            new AuditedRequest(null, null, "POST /events/{type}/publish", Map.of(), null, when, 403));

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
                        HealthIndicator.class, MeterRegistry.class, AuditApplicationEvent.class, Endpoint.class))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean("fanoutHealthContributor")
                        .doesNotHaveBean("fanoutMeters")
                        .doesNotHaveBean("fanoutEndpoint")
                        .doesNotHaveBean("fanoutAuditTrail"));
    }
}
