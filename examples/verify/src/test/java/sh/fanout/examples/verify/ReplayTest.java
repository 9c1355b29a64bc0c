package sh.fanout.examples.verify;

import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.fanout.examples.verify.Entry.Kind;
import sh.fanout.workflows.testing.RealParts;
import tools.jackson.databind.JsonNode;

/** What is in the log is delivered again, twice at the same time and a third time in part, while new events arrive. */
class ReplayTest {

    private static final int RECORDED = Integer.getInteger("verify.events", 24);
    private static final int RATE = 1;
    private static final int PAGE = 200;
    private static final String WORDS = "\"who\": \"alice\", \"why\": \"the receipts of that hour were wrong\"";

    @Test
    void deliversAgainInOrderWhileNewEventsArrive(@TempDir Path folder) {
        var port = RealParts.freePort();
        var alice = new Operator(port);
        try (var stage = new Stage(folder)) {
            var began = Instant.now();
            var application = stage.start(
                            "replayed",
                            "spring.profiles.active=plain",
                            "spring.main.web-application-type=servlet",
                            "server.address=127.0.0.1",
                            "server.port=" + port,
                            "verify.publishers=1",
                            "verify.keys=5",
                            "verify.pause=400ms")
                    .awaitReady();
            await().atMost(180, SECONDS).until(() -> handled(stage, "plain") >= RECORDED);
            await().atMost(60, SECONDS).until(() -> logged(alice) >= Math.min(RECORDED, PAGE));
            var recorded = Instant.now();

            var one = draft(alice, recorded, RATE, false);
            var other = draft(alice, recorded, RATE, false);
            // Each counts what the log has when it is drafted, and the log follows by moments.
            var total = remaining(alice, one);
            var otherTotal = remaining(alice, other);
            start(alice, one);
            start(alice, other);
            alice.awaitStatus(one, "completed");
            alice.awaitStatus(other, "completed");
            var replayed = Instant.now();

            var undelivered = draft(alice, recorded, RATE, true);
            assertThat(remaining(alice, undelivered)).isZero();
            cancel(alice, undelivered);
            var cancelled = draft(alice, recorded, 1, false);
            var cancelledTotal = remaining(alice, cancelled);
            start(alice, cancelled);
            await().atMost(60, SECONDS).until(() -> handled(stage, recipient(cancelled)) > 0);
            cancel(alice, cancelled);
            application.quiet();
            stage.awaitQuiescence(240);
            var progress = alice.get(cancelled).get("progress");
            var outcomes = Stream.of(one, other)
                    .collect(toMap(it -> it, it -> Outcomes.of(alice.get(it).get("progress"))));
            application.stop();

            var ledger = stage.ledger();
            var check = OrderCheck.of(ledger, stage.log(), Due.always("plain"));
            // Each delivery once: on a busy machine a handler may be called again.
            var handled = ledger.stream()
                    .filter(it -> it.is(Kind.HANDLED))
                    .collect(groupingBy(Entry::recipient, mapping(Entry::deliveryId, collectingAndThen(toSet(), it ->
                            (long) it.size()))));
            var before = Latencies.of(ledger, began, recorded);
            var during = Latencies.of(ledger, recorded, replayed);
            System.out.printf(
                    "Replay: %d events, twice at %d/s in %d s, a third time until it was cancelled after %d, while others arrived: "
                            + "handled %s, inversions %d; new events waited %s before, %s meanwhile%n",
                    total,
                    RATE,
                    Duration.between(recorded, replayed).toSeconds(),
                    progress.get("done").asLong(),
                    handled,
                    check.inversions().size(),
                    before,
                    during);
            assertThat(total).isGreaterThanOrEqualTo(RECORDED);
            assertThat(outcomes.get(one)).isEqualTo(new Outcomes(handled.getOrDefault(recipient(one), 0L), 0, 0));
            assertThat(outcomes.get(other)).isEqualTo(new Outcomes(handled.getOrDefault(recipient(other), 0L), 0, 0));
            assertThat(replayed(ledger, one, other)).isEqualTo(Math.max(total, otherTotal));
            assertThat(handled.get(recipient(cancelled)))
                    .isEqualTo(progress.get("done").asLong())
                    .isLessThan(cancelledTotal);
            assertThat(check.inversions()).isEmpty();
        }
    }

    private static String draft(Operator operator, Instant to, int rate, boolean skipDelivered) {
        var drafted = operator.post(
                "replays",
                "{\"type\": \"verify.*\", \"to\": \"%s\", \"rate\": %d, \"skipDelivered\": %s, \"dryRun\": true, %s}"
                        .formatted(to, rate, skipDelivered, WORDS));
        var operation = "operations/" + drafted.get("id").asString();
        operator.awaitStatus(operation, "draft");
        return operation;
    }

    /** How many events the log has by now, as far as a page goes. */
    private static int logged(Operator operator) {
        return operator.get("events?type=verify.*&limit=" + PAGE).get("items").size();
    }

    private static long remaining(Operator operator, String operation) {
        return operator.get(operation).at("/progress/remaining").asLong();
    }

    /** What became of the items of an operation; what the other delivers at that moment is left out. */
    private record Outcomes(long done, long failed, long remaining) {

        static Outcomes of(JsonNode progress) {
            return new Outcomes(
                    progress.get("done").asLong(),
                    progress.get("failed").asLong(),
                    progress.get("remaining").asLong());
        }
    }

    /** How many events one of the operations has brought to their subscription at least. */
    private static long replayed(List<Entry> ledger, String... operations) {
        var recipients = Stream.of(operations).map(ReplayTest::recipient).toList();
        return ledger.stream()
                .filter(it -> it.is(Kind.HANDLED) && recipients.contains(it.recipient()))
                .map(Entry::eventId)
                .distinct()
                .count();
    }

    private static void start(Operator operator, String operation) {
        operator.post(operation + "/start", "{%s}".formatted(WORDS));
    }

    private static void cancel(Operator operator, String operation) {
        operator.post(operation + "/cancel", "{%s}".formatted(WORDS));
    }

    private static long handled(Stage stage, String recipient) {
        return stage.count(it -> it.is(Kind.HANDLED) && it.recipient().equals(recipient));
    }

    private static String recipient(String operation) {
        return "plain/" + operation.substring(operation.indexOf('/') + 1);
    }
}
