package sh.fanout.examples.verify;

import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.fanout.examples.verify.Entry.Kind;
import sh.fanout.workflows.catalog.CatalogReader;
import sh.fanout.workflows.temporal.Bus;
import sh.fanout.workflows.temporal.FanoutDataConverter;
import sh.fanout.workflows.testing.RealParts;

/** Build 2 of a service replaces build 1, while another service publishes. */
class RollingDeployTest {

    /** The least that is possible, since a poll lasts a minute. */
    private static final Duration GRACE = Duration.ofSeconds(70);

    /** Longer than an application is away that starts anew, on whatever machine. */
    private static final Duration LONG_GRACE = Duration.ofMinutes(10);

    /** By which catalog an event was selected shows only after its publish, on a machine that has other work much later. */
    private static final Duration SELECTION = Duration.ofSeconds(10);

    private static final Duration LEASE = Duration.ofSeconds(2);

    @BeforeEach
    void requireClickHouse() {
        RealParts.require("FANOUT_CLICKHOUSE", "an event log that several applications share");
    }

    @Test
    void losesNoEventOfWhatTheCatalogHeld(@TempDir Path folder) {
        try (var stage = new Stage(folder)) {
            var first = build(stage, 1, LONG_GRACE).awaitReady();
            var publisher = stage.start("publisher", "verify.publishers=1", "verify.pause=500ms", grace(LONG_GRACE))
                    .awaitReady();
            awaitMoreAccepted(stage, 10);

            var deployed = Instant.now();
            var second = build(stage, 2, LONG_GRACE).awaitReady();
            awaitMoreAccepted(stage, 10);

            first.stop();
            first = build(stage, 1, LONG_GRACE).awaitReady();
            awaitMoreAccepted(stage, 10);

            var another = build(stage, 2, GRACE).awaitReady();
            var stopped = Instant.now();
            first.stop();
            var retirement = awaitRetirement(stage);
            awaitMoreAccepted(stage, 20);
            publisher.quiet();
            var waiting = stage.running();

            // Rolled back: what has waited for b since build 1 was stopped finds its handler.
            build(stage, 1, LONG_GRACE).awaitReady();
            stage.awaitQuiescence(240);

            var ledger = stage.ledger();
            var ready = ledger.stream()
                    .filter(it -> it.is(Kind.READY) && it.pid() == second.pid())
                    .findFirst()
                    .orElseThrow()
                    .time();
            var check = LedgerCheck.of(ledger, due(deployed, ready, retirement));
            var log = LogCheck.of(ledger, stage.log());
            System.out.printf(
                    "Rolling deploy: %d events accepted, handled %s; b retired %d to %d s after build 1 was stopped (grace %d s), "
                            + "%d deliveries had waited for it; lost %d, duplicates %d, unexpected %d; rows missing %d, untrue %d%n",
                    stage.count(it -> it.is(Kind.ACCEPTED)),
                    new TreeMap<>(ledger.stream()
                            .filter(it -> it.is(Kind.HANDLED))
                            .collect(groupingBy(Entry::subscription, counting()))),
                    Duration.between(stopped, retirement.notYet()).toSeconds(),
                    Duration.between(stopped, retirement.seen()).toSeconds(),
                    GRACE.toSeconds(),
                    waiting / 2,
                    check.lost().size(),
                    check.duplicates().size(),
                    check.unexpected().size(),
                    log.missing().size(),
                    log.untrue().size());
            assertThat(check.lost()).isEmpty();
            assertThat(check.duplicates()).isEmpty();
            assertThat(check.unexpected()).isEmpty();
            assertThat(log.missing()).isEmpty();
            assertThat(log.untrue()).isEmpty();
            second.stop();
            another.stop();
        }
    }

    private static Application build(Stage stage, int build, Duration grace) {
        return stage.start("service", "fanout.build=" + build, grace(grace), "spring.profiles.active=build-" + build);
    }

    private static String grace(Duration grace) {
        return "fanout.retirement-grace=" + grace.toSeconds() + "s";
    }

    private static void awaitMoreAccepted(Stage stage, int more) {
        var before = stage.count(it -> it.is(Kind.ACCEPTED));
        await().atMost(60, SECONDS).until(() -> stage.count(it -> it.is(Kind.ACCEPTED)) >= before + more);
    }

    /** When b was last seen in the catalog, and when it was first seen retired. */
    private record Retirement(Instant notYet, Instant seen) {}

    private static Retirement awaitRetirement(Stage stage) {
        var client = WorkflowClient.newInstance(
                stage.temporal.stubs(),
                WorkflowClientOptions.newBuilder()
                        .setNamespace(stage.temporal.namespace())
                        .setDataConverter(FanoutDataConverter.create(List.of()))
                        .build());
        var catalog = new CatalogReader(Bus.of("fanout", client), Duration.ofMillis(1));
        var notYet = new Instant[] {Instant.now()};
        await().atMost(GRACE.plusSeconds(90))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    var asked = Instant.now();
                    var retired = catalog.refresh().subscribersOf("verify.numbered").stream()
                            .noneMatch(it -> it.id().equals("b"));
                    if (!retired) {
                        notYet[0] = asked;
                    }
                    return retired;
                });
        return new Retirement(notYet[0], Instant.now());
    }

    private static Due due(Instant deployed, Instant ready, Retirement retirement) {
        return new Due() {
            @Override
            public Set<String> must(Published event) {
                return subscriptions(
                        "a",
                        event.answered().isBefore(retirement.notYet().minus(SELECTION)) ? "b" : "",
                        event.offered().time().isAfter(ready) ? "c" : "");
            }

            @Override
            public Set<String> may(Published event) {
                return subscriptions(
                        "a",
                        event.offered().time().isBefore(retirement.seen().plus(LEASE)) ? "b" : "",
                        event.answered().isAfter(deployed.minus(SELECTION)) ? "c" : "");
            }
        };
    }

    private static Set<String> subscriptions(String... some) {
        var all = new HashSet<>(Arrays.asList(some));
        all.remove("");
        return all;
    }
}
