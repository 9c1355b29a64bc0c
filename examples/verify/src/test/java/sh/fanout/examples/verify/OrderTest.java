package sh.fanout.examples.verify;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.fanout.EventType;
import sh.fanout.examples.verify.Entry.Kind;
import sh.fanout.workflows.EngineSettings;
import sh.fanout.workflows.FanoutEngine;
import sh.fanout.workflows.log.sqlite.SqliteEventLog;
import sh.fanout.workflows.testing.RealTemporal;

/**
 * Many threads publish events of many keys, while handlers fail and the process of the engine and its handlers is killed.
 * The publishers live on, so that nothing they have written down is in doubt.
 */
class OrderTest {

    private static final int EVENTS = Integer.getInteger("verify.events", 32);
    private static final long SEED =
            Long.getLong("fanout.seed", ThreadLocalRandom.current().nextInt(1_000_000));
    private static final int PUBLISHERS = 8;
    private static final int KEYS = 16;
    private static final int KILLS = Integer.getInteger("verify.kills", 1);
    private static final int SUBSCRIPTIONS = 3;

    /** At most, on a machine that has other work. */
    private static final int SECONDS_PER_EVENT = 1;

    /** Lanes then end a run after every few messages. */
    private static final List<String> SHORT_RUNS =
            List.of("--dynamic-config-value", "limit.historyCount.suggestContinueAsNew=40");

    @Test
    void keepsTheOrderOfEveryKeyWhateverIsKilled(@TempDir Path folder) throws IOException {
        try (var stage = new Stage(folder, RealTemporal.start(SHORT_RUNS));
                var ledger = new Ledger(stage.ledgerFolder());
                var log = SqliteEventLog.open(folder.resolve("publishers.db"));
                var engine = publishing(stage, log)) {
            var settings =
                    new VerifySettings(stage.ledgerFolder(), PUBLISHERS, EVENTS, Duration.ZERO, KEYS, SEED, false);
            var publishers = new Publishers(engine.fanout(), ledger, settings);
            var application = start(stage).awaitReady();
            var began = Instant.now();
            publishers.start();
            for (int kill = 1; kill <= KILLS; kill++) {
                awaitHandled(stage, (long) EVENTS * SUBSCRIPTIONS * kill / (KILLS + 1));
                application.kill();
                application = start(stage).awaitReady();
            }
            awaitHandled(stage, (long) EVENTS * SUBSCRIPTIONS);
            publishers.finish();
            stage.awaitQuiescence(300);
            var took = Duration.between(began, Instant.now());
            application.stop();

            var check = OrderCheck.of(stage.ledger(), stage.log(), Due.always("fast", "slow", "flaky"));
            System.out.printf(
                    "order, seed %d: %d threads published %d events of %d keys to %d subscriptions, %d kills -9: %d accepted, "
                            + "lost %d, inversions %d, misplaced %d, duplicates %d (each under its one delivery id), unexpected %d; %d s%n",
                    SEED,
                    PUBLISHERS,
                    EVENTS,
                    KEYS,
                    SUBSCRIPTIONS,
                    KILLS,
                    stage.count(it -> it.is(Kind.ACCEPTED)),
                    check.deliveries().lost().size(),
                    check.inversions().size(),
                    check.misplaced().size(),
                    check.deliveries().duplicates().size(),
                    check.deliveries().unexpected().size(),
                    took.toSeconds());
            assertThat(stage.count(it -> it.is(Kind.ACCEPTED))).isEqualTo(EVENTS);
            assertThat(check.deliveries().lost()).isEmpty();
            assertThat(check.deliveries().unexpected()).isEmpty();
            assertThat(check.inversions()).isEmpty();
            assertThat(check.misplaced()).isEmpty();
        }
    }

    private static Application start(Stage stage) {
        return stage.start("order", "spring.profiles.active=ordered", "verify.seed=" + SEED);
    }

    /** An engine that is not started: it publishes, and runs nothing. */
    private static FanoutEngine publishing(Stage stage, SqliteEventLog log) {
        return new FanoutEngine(EngineSettings.of(stage.temporal.stubs(), log, "publishers", "1")
                .types(List.of(EventType.of(Numbered.class))));
    }

    /** Looks rarely, since the ledger is long. */
    private static void awaitHandled(Stage stage, long deliveries) {
        await().atMost(SECONDS_PER_EVENT * EVENTS + 240, SECONDS)
                .pollInterval(1, SECONDS)
                .until(() -> stage.count(it -> it.is(Kind.HANDLED)) >= deliveries);
    }
}
