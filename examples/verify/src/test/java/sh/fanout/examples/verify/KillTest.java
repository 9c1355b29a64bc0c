package sh.fanout.examples.verify;

import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.fanout.examples.verify.Entry.Kind;

/** An application is killed in the middle of its work and comes back. */
class KillTest {

    /** How many events each of the two processes publishes at least. */
    private static final int EVENTS = 100;

    @Test
    void losesNothingAndRepeatsOnlyWhatWasRunning(@TempDir Path folder) {
        try (var stage = new Stage(folder)) {
            // It publishes until it is killed, however slow its handlers are.
            var first = start(stage, Integer.MAX_VALUE).awaitReady();
            await().atMost(120, SECONDS)
                    .until(() -> stage.count(it -> it.is(Kind.ACCEPTED)) >= EVENTS
                            && stage.count(it -> it.is(Kind.HANDLED)) >= EVENTS / 5);
            var killed = Instant.now();
            first.kill();
            var acceptedBefore = stage.count(it -> it.is(Kind.ACCEPTED));
            var running = stage.unfinished();
            var untold = stage.handledInVain();
            var last = EVENTS + stage.lastOffered();

            var second = start(stage, last).awaitReady();
            // Not by their count: the killed process may have taken a number and not have come to its line.
            await().atMost(120, SECONDS).until(() -> stage.lastOffered() == last);
            second.quiet();
            stage.awaitQuiescence(300);
            var took = Duration.between(killed, Instant.now());
            second.stop();

            var ledger = stage.ledger();
            var check = LedgerCheck.of(ledger, Due.always("plain", "slow", "flaky"));
            var log = LogCheck.of(ledger, stage.log());
            System.out.printf(
                    "kill -9 of the application: %d events offered (%d accepted and %d deliveries begun and not done at the kill), "
                            + "%d handled: lost %d, duplicates %d, unexpected %d; rows missing %d, untrue %d; quiet %d s after the kill%n",
                    stage.count(it -> it.is(Kind.OFFERED)),
                    acceptedBefore,
                    running,
                    stage.count(it -> it.is(Kind.HANDLED)),
                    check.lost().size(),
                    check.duplicates().size(),
                    check.unexpected().size(),
                    log.missing().size(),
                    log.untrue().size(),
                    took.toSeconds());
            assertThat(check.lost()).isEmpty();
            assertThat(check.unexpected()).isEmpty();
            var firstHandled = ledger.stream()
                    .filter(it -> it.is(Kind.HANDLED))
                    .collect(toMap(
                            Entry::deliveryId,
                            it -> it,
                            (one, other) -> one.time().isBefore(other.time()) ? one : other));
            assertThat(check.duplicates())
                    .allSatisfy(delivery -> assertThat(firstHandled.get(delivery))
                            .matches(it -> it.pid() == first.pid(), "handled by the killed process first")
                            .matches(it -> untold.contains(it.deliveryId()), "running at the kill, as Temporal knew"));
            assertThat(log.missing()).isEmpty();
            assertThat(log.untrue()).isEmpty();
        }
    }

    private static Application start(Stage stage, int events) {
        return stage.start(
                "kill",
                "spring.profiles.active=plain,troubled",
                "verify.publishers=2",
                "verify.events=" + events,
                "verify.pause=50ms");
    }
}
