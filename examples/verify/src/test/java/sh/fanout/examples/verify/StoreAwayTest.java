package sh.fanout.examples.verify;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.fanout.examples.verify.Entry.Kind;
import sh.fanout.workflows.testing.Forwarder;
import sh.fanout.workflows.testing.RealParts;

/**
 * The store of the event log goes away under load and comes back; soon after that, the application is killed.
 * {@code -Dverify.outage=180} makes it a longer outage, in seconds, and {@code -Dverify.pause=100ms} a higher load.
 */
class StoreAwayTest {

    private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("verify.outage", 15));
    private static final Duration CALM = Duration.ofSeconds(12);

    @BeforeEach
    void requireClickHouse() {
        RealParts.require("FANOUT_CLICKHOUSE", "a ClickHouse that can be cut off");
    }

    /** How long deliveries took before the outage, during it and after it. */
    private record Pace(Latencies before, Latencies during, Latencies after) {

        /** Less than a call to the store takes to give up, for a machine that has other work meanwhile. */
        boolean isKeptMeanwhile() {
            return during.median().compareTo(before.median().multipliedBy(3).plusSeconds(1)) < 0;
        }

        /** All that waited ends at once: the server is busy, but new events must not wait behind it. */
        boolean isKeptAfterwards() {
            return after.nearlyAll().compareTo(before.nearlyAll().plusSeconds(5)) < 0;
        }
    }

    @Test
    void slowsNoDeliveryAndGetsEveryRowAfterwards(@TempDir Path folder, @TempDir Path another) throws IOException {
        var pace = passThroughAnOutage(folder);
        if (!pace.isKeptMeanwhile() || !pace.isKeptAfterwards()) {
            // A machine that stops for seconds looks like a delivery that waits, but does not do so each time.
            pace = passThroughAnOutage(another);
        }

        assertThat(pace).matches(Pace::isKeptMeanwhile).matches(Pace::isKeptAfterwards);
    }

    private static Pace passThroughAnOutage(Path folder) throws IOException {
        try (var stage = new Stage(folder);
                var way = new Forwarder(URI.create(stage.jdbcUrl().substring("jdbc:".length())))) {
            var application = start(stage, way).awaitReady();
            pass(CALM);
            var warm = Instant.now();
            pass(CALM);
            var cut = Instant.now();
            way.cut();
            pass(OUTAGE);
            var waiting = stage.running();
            way.mend();
            var mended = Instant.now();
            pass(CALM);
            var end = Instant.now();
            // What begins after the kill would count its outage as well.
            awaitStarted(stage, end);
            application.kill();
            var next = start(stage, way).awaitReady().quiet();
            stage.awaitQuiescence(180 + (int) OUTAGE.toSeconds());
            var drained = Duration.between(end, Instant.now());
            next.stop();

            var ledger = stage.ledger();
            var check = LedgerCheck.of(ledger, Due.always("plain"));
            var log = LogCheck.of(ledger, stage.log());
            var pace = new Pace(
                    Latencies.of(ledger, warm, cut),
                    Latencies.of(ledger, cut, mended),
                    Latencies.of(ledger, mended, end));
            System.out.printf(
                    "Event log away for %d s: publish to handler before %s, during %s, after %s; %d fan-outs waited with their rows at its return, "
                            + "all settled %d s after a kill -9 of the application; lost %d, duplicates %d, unexpected %d; rows missing %d, untrue %d%n",
                    OUTAGE.toSeconds(),
                    pace.before(),
                    pace.during(),
                    pace.after(),
                    waiting,
                    drained.toSeconds(),
                    check.lost().size(),
                    check.duplicates().size(),
                    check.unexpected().size(),
                    log.missing().size(),
                    log.untrue().size());
            assertThat(waiting).isGreaterThan(pace.during().sorted().size() / 2);
            assertThat(check.lost()).isEmpty();
            assertThat(check.unexpected()).isEmpty();
            assertThat(log.missing()).isEmpty();
            assertThat(log.untrue()).isEmpty();
            return pace;
        }
    }

    private static Application start(Stage stage, Forwarder way) {
        return stage.start(
                "store",
                "spring.profiles.active=plain",
                "fanout.log.url=" + stage.jdbcUrl().replaceFirst("//[^/]+", "//" + way.authority()),
                "verify.publishers=1",
                "verify.pause=" + System.getProperty("verify.pause", "300ms"));
    }

    private static void awaitStarted(Stage stage, Instant end) {
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            var ledger = stage.ledger();
            var started = ledger.stream()
                    .filter(it -> it.is(Kind.STARTED))
                    .map(Entry::number)
                    .collect(toSet());
            return ledger.stream()
                    .filter(it -> it.is(Kind.OFFERED) && it.time().isBefore(end))
                    .allMatch(it -> started.contains(it.number()));
        });
    }

    private static void pass(Duration time) {
        var end = Instant.now().plus(time);
        await().atMost(time.plusSeconds(10)).until(() -> Instant.now().isAfter(end));
    }
}
