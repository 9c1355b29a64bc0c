package sh.fanout.examples.verify;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.fanout.log.EventStatus;
import sh.fanout.workflows.testing.RealParts;

/** A bad deploy on Friday is repaired on Monday: look, fix, try the first ones, then the rest, whatever is killed meanwhile. */
class RepairTest {

    /** CI has a small size; the story has 300. */
    private static final int ORDERS = Integer.getInteger("verify.orders", 60);

    private static final int BROKEN = ORDERS / 5;
    private static final int FIRST = BROKEN / 6;
    private static final double RATE = Math.max(1, BROKEN / 20.0);
    private static final String WORDS = "\"who\": \"alice\", \"why\": \"fixed in build 2\"";

    @Test
    void deliversEveryOrderInTheEnd(@TempDir Path folder) {
        var port = RealParts.freePort();
        var alice = new Operator(port);
        try (var stage = new Stage(folder)) {
            var friday = start(stage, port, true).awaitReady();
            await().atMost(180, SECONDS).until(() -> letters(alice) == BROKEN);
            var group = alice.get("dead-letters/groups?status=parked").get("items");
            assertThat(group)
                    .singleElement()
                    .satisfies(it -> assertThat(it.get("count").asInt()).isEqualTo(BROKEN));
            friday.stop();

            var monday = start(stage, port, false).awaitReady();
            var drafted = alice.post(
                    "dead-letters/bulk-retry",
                    "{\"groups\": [\"%s\"], \"rate\": %s, \"pauseAfter\": %d, \"dryRun\": true, %s}"
                            .formatted(group.get(0).get("group").asString(), RATE, FIRST, WORDS));
            var operation = "operations/" + drafted.get("id").asString();
            var draft = alice.awaitStatus(operation, "draft");
            assertThat(draft.at("/progress/remaining").asInt()).isEqualTo(BROKEN);
            alice.post(operation + "/start", "{%s}".formatted(WORDS));
            alice.awaitStatus(operation, "paused");
            await().atMost(60, SECONDS).until(() -> done(alice, operation) == FIRST);

            alice.post(operation + "/resume", "{%s}".formatted(WORDS));
            var resumed = Instant.now();
            await().atMost(60, SECONDS).until(() -> done(alice, operation) >= FIRST + BROKEN / 4);
            monday.kill();
            var killed = Instant.now();
            var tuesday = start(stage, port, false).awaitReady();
            var back = Instant.now();
            var completed = alice.awaitStatus(operation, "completed");
            var end = Instant.now();

            assertThat(completed.at("/progress/done").asInt()).isEqualTo(BROKEN);
            assertThat(letters(alice)).isZero();
            var items = alice.get(operation + "/items?limit=200").get("items");
            assertThat(items)
                    .hasSize(BROKEN)
                    .allSatisfy(it -> assertThat(it.get("status").asString()).isEqualTo("done"));
            tuesday.stop();
            var check = LedgerCheck.of(stage.ledger(), Due.always("receipt"));
            var log = stage.log();
            System.out.printf(
                    "Repair: %d orders, %d dead letters of one group; the first %d, then %d at %.1f/s in %d s, killed after %d s for %d s: "
                            + "lost %d, unexpected %d, duplicates %d, dead letters left 0%n",
                    ORDERS,
                    BROKEN,
                    FIRST,
                    BROKEN - FIRST,
                    RATE,
                    Duration.between(resumed, end).toSeconds(),
                    Duration.between(resumed, killed).toSeconds(),
                    Duration.between(killed, back).toSeconds(),
                    check.lost().size(),
                    check.unexpected().size(),
                    check.duplicates().size());
            assertThat(check.lost()).isEmpty();
            assertThat(check.unexpected()).isEmpty();
            assertThat(log).hasSize(ORDERS).allMatch(it -> it.status() == EventStatus.DELIVERED);
        }
    }

    private static Application start(Stage stage, int port, boolean broken) {
        return stage.start(
                "orders",
                "spring.profiles.active=repaired",
                "spring.main.web-application-type=servlet",
                "server.address=127.0.0.1",
                "server.port=" + port,
                "verify.broken=" + broken,
                "verify.publishers=2",
                "verify.events=" + ORDERS,
                "verify.pause=50ms");
    }

    private static int letters(Operator operator) {
        return operator.get("dead-letters?status=parked&limit=200").get("items").size();
    }

    private static int done(Operator operator, String operation) {
        return operator.get(operation).at("/progress/done").asInt();
    }
}
