package sh.fanout.workflows;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.serviceclient.WorkflowServiceStubs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.fanout.EventType;
import sh.fanout.PublishOptions;
import sh.fanout.deadletter.DeadLetterCount;
import sh.fanout.deadletter.DeadLetterQuery;
import sh.fanout.deadletter.DeadLetterStatus;
import sh.fanout.log.EventSelection;
import sh.fanout.log.EventStatus;
import sh.fanout.operation.Operation;
import sh.fanout.operation.OperationPace;
import sh.fanout.operation.OperationPlan;
import sh.fanout.operation.OperationStatus;
import sh.fanout.subscription.RetryLaterException;
import sh.fanout.subscription.RetryPolicy;
import sh.fanout.subscription.Subscription;
import sh.fanout.workflows.log.EventLog;
import sh.fanout.workflows.log.sqlite.SqliteEventLog;
import sh.fanout.workflows.testing.EmbeddedTemporal;

/** A process that ends with the server in it, and one that begins with the same log. */
class EmbeddedRestartTest {

    record Order(String id) {}

    private static final EventType<Order> ORDER = EventType.of("order.created", Order.class);

    @TempDir
    Path folder;

    private final Set<String> handled = ConcurrentHashMap.newKeySet();
    private volatile boolean healed;

    @Test
    void leavesNothingOpenThatCannotMoveAndReplaysIt() {
        try (var log = SqliteEventLog.open(folder.resolve("events.db"))) {
            String parked;
            String waiting;
            String scheduled;
            String draft;
            try (var server = EmbeddedTemporal.own();
                    var engine = start(server.stubs(), log)) {
                parked = publish(engine, "park", PublishOptions.defaults());
                waiting = publish(engine, "wait", PublishOptions.defaults());
                scheduled = publish(engine, "later", PublishOptions.defaults().delay(Duration.ofHours(1)));
                for (var event : List.of(parked, waiting, scheduled)) {
                    await().atMost(60, SECONDS).until(() -> log.find(event).isPresent());
                }
                await().atMost(60, SECONDS)
                        .until(() -> log.deadLetter(parked, "mail").isPresent());
                draft = engine.operations()
                        .draft(
                                new OperationPlan.Retry(DeadLetterQuery.PARKED),
                                OperationPace.defaults(),
                                "alice",
                                "mail is back");
            }
            healed = true;
            try (var server = EmbeddedTemporal.own();
                    var engine = start(server.stubs(), log)) {
                assertThat(log.countDeadLetters(DeadLetterQuery.PARKED)).isEqualTo(DeadLetterCount.NONE);
                var letter = engine.deadLetters().get(parked, "mail");
                assertThat(letter.summary().status()).isEqualTo(DeadLetterStatus.DISCARDED);
                assertThat(letter.delivery().attempts()).hasSize(1);
                assertThat(letter.actions())
                        .singleElement()
                        .satisfies(it -> assertThat(it.why()).isEqualTo("Temporal does not have its run any more"));
                assertThat(List.of(parked, waiting, scheduled))
                        .allSatisfy(it ->
                                assertThat(log.find(it).orElseThrow().status()).isEqualTo(EventStatus.FAILED));
                assertThat(log.operations().find(draft).map(Operation::status)).contains(OperationStatus.FAILED);

                var id = engine.operations()
                        .draft(
                                OperationPlan.Replay.of(EventSelection.ALL),
                                OperationPace.defaults(),
                                "alice",
                                "they have ended");
                engine.operations().start(id, "alice", "they have ended");

                await().atMost(60, SECONDS)
                        .until(() -> engine.operations().get(id).status(), OperationStatus.COMPLETED::equals);
                assertThat(handled).containsExactlyInAnyOrder("park", "wait", "later");
            }
        }
    }

    private static String publish(FanoutEngine engine, String id, PublishOptions options) {
        return engine.fanout().publish(ORDER, new Order(id), options).eventId();
    }

    private FanoutEngine start(WorkflowServiceStubs stubs, EventLog log) {
        var mailing = Subscription.to(ORDER)
                .id("mail")
                .retry(RetryPolicy.defaults().attempts(1))
                .handler((order, context) -> mail(order));
        var engine = new FanoutEngine(EngineSettings.of(stubs, log, "shop", "1")
                .subscriptions(List.of(mailing))
                .drainTimeout(Duration.ofSeconds(1))
                .alone());
        engine.start();
        return engine;
    }

    private boolean mail(Order order) {
        if (healed) {
            return handled.add(order.id());
        }
        if (Objects.equals(order.id(), "wait")) {
            throw new RetryLaterException(Duration.ofHours(1), "closed for lunch");
        }
        throw new IllegalStateException("no mail");
    }
}
