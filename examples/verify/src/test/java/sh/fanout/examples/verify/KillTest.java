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

    private static final int EVENTS = 200;

    /** A handler has written its last line, and Temporal has not heard of it yet. */
    private static final Duration UNTOLD = Duration.ofSeconds(5);

    @Test
    void losesNothingAndRepeatsOnlyWhatWasRunning(@TempDir Path folder) {
        try (var stage = new Stage(folder)) {
            var first = start(stage).awaitReady();
            await().atMost(90, SECONDS)
                    .until(() -> stage.count(it -> it.is(Kind.ACCEPTED)) >= EVENTS / 2
                            && stage.count(it -> it.is(Kind.HANDLED)) >= EVENTS / 10);
            var killed = Instant.now();
            first.kill();
            var acceptedBefore = stage.count(it -> it.is(Kind.ACCEPTED));
            var running = stage.unfinished();

            var second = start(stage).awaitReady();
            await().atMost(60, SECONDS).until(() -> stage.count(it -> it.is(Kind.OFFERED)) >= EVENTS);
            second.quiet();
            stage.awaitQuiescence(180);
            var took = Duration.between(killed, Instant.now());
            second.stop();

            var ledger = stage.ledger();
            var check = LedgerCheck.of(ledger, Due.always("plain", "slow", "flaky"));
            var log = LogCheck.of(ledger, stage.log());
            System.out.printf(
                    "kill -9 of the application: %d events offered (%d accepted and %d deliveries begun and not done at the kill), "
                            + "%d handled: lost %d, duplicates %d, unexpected %d; rows missing %d, untrue %d; quiet %d s after the kill%n",
                    EVENTS,
                    acceptedBefore,
                    running,
                    stage.count(it -> it.is(Kind.HANDLED)),
                    check.lost().size(),
                    check.duplicates().size(),
                    check.unexpected().size(),
                    log.missing().size(),
                    log.untrue().size(),
                    took.toSeconds());
            assertThat(acceptedBefore).isBetween(50L, EVENTS - 1L);
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
                            .matches(it -> it.time().isAfter(killed.minus(UNTOLD)), "running at the kill"));
            assertThat(log.missing()).isEmpty();
            assertThat(log.untrue()).isEmpty();
        }
    }

    private static Application start(Stage stage) {
        return stage.start(
                "kill",
                "spring.profiles.active=plain,troubled",
                "verify.publishers=2",
                "verify.events=" + EVENTS,
                "verify.pause=50ms");
    }
}
