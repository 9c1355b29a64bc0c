package sh.fanout.examples.verify;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.fanout.examples.verify.Entry.Kind;

/** Temporal is killed while publishers publish, and comes back. */
class TemporalAwayTest {

    private static final int KILLS = Integer.getInteger("verify.kills", 1);
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    /** For a machine that has other work. */
    private static final Duration SLACK = Duration.ofSeconds(6);

    /** Who would wait for the return is found to be too slow; every publisher begins and gives up in that time. */
    private static final Duration AWAY = TIMEOUT.plus(SLACK).plusSeconds(1);

    @Test
    void tellsEveryPublisherTheTruthAndDeliversWhatItAccepted(@TempDir Path folder) {
        try (var stage = new Stage(folder)) {
            var application = stage.start(
                            "publisher",
                            "spring.profiles.active=plain",
                            "fanout.publish-timeout=" + TIMEOUT.toSeconds() + "s",
                            "verify.publishers=4",
                            "verify.pause=400ms")
                    .awaitReady();
            var resumed = new ArrayList<Duration>();
            for (int kill = 1; kill <= KILLS; kill++) {
                awaitMoreHandled(stage, 10);
                stage.temporal.kill();
                var restart = Instant.now().plus(AWAY);
                await().atMost(AWAY.plusSeconds(5)).until(() -> Instant.now().isAfter(restart));
                stage.temporal.restart();
                var back = Instant.now();
                awaitMoreHandled(stage, 1);
                resumed.add(Duration.between(back, Instant.now()));
            }
            awaitMoreHandled(stage, 10);
            application.quiet();
            stage.awaitQuiescence(240);
            application.stop();

            var ledger = stage.ledger();
            var check = LedgerCheck.of(ledger, Due.always("plain"));
            var log = LogCheck.of(ledger, stage.log());
            var published = Published.all(ledger).values();
            var unclear = published.stream().filter(Published::unclear).toList();
            var refused = published.stream().filter(Published::refused).toList();
            var slowest = published.stream()
                    .map(Published::took)
                    .max(Duration::compareTo)
                    .orElseThrow();
            System.out.printf(
                    "Temporal killed %d times while 4 threads publish: %d publishes, %d accepted, %d certainly refused (%d of them delivered), "
                            + "%d unclear (%d of them delivered); slowest answer %d ms at a time-out of %d ms; lost %d, duplicates %d, unexpected %d; "
                            + "rows missing %d, untrue %d; first delivery after the return %s ms%n",
                    KILLS,
                    published.size(),
                    published.stream().filter(Published::accepted).count(),
                    refused.size(),
                    delivered(refused, ledger),
                    unclear.size(),
                    delivered(unclear, ledger),
                    slowest.toMillis(),
                    TIMEOUT.toMillis(),
                    check.lost().size(),
                    check.duplicates().size(),
                    check.unexpected().size(),
                    log.missing().size(),
                    log.untrue().size(),
                    resumed.stream().map(Duration::toMillis).toList());
            assertThat(published).allMatch(it -> it.outcome() != null);
            assertThat(refused).isNotEmpty();
            assertThat(slowest).isLessThan(TIMEOUT.plus(SLACK));
            assertThat(check.lost()).isEmpty();
            assertThat(check.unexpected()).isEmpty();
            assertThat(log.missing()).isEmpty();
            assertThat(log.untrue()).isEmpty();
        }
    }

    private static void awaitMoreHandled(Stage stage, int more) {
        var before = stage.count(it -> it.is(Kind.HANDLED));
        await().atMost(60, SECONDS).until(() -> stage.count(it -> it.is(Kind.HANDLED)) >= before + more);
    }

    private static long delivered(List<Published> some, List<Entry> ledger) {
        return some.stream()
                .filter(event -> ledger.stream()
                        .anyMatch(it -> it.is(Kind.HANDLED)
                                && it.number() == event.offered().number()))
                .count();
    }
}
