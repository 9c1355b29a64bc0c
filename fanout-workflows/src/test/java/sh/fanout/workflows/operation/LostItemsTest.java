package sh.fanout.workflows.operation;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.fanout.EventType;
import sh.fanout.PublishOptions;
import sh.fanout.deadletter.DeadLetterQuery;
import sh.fanout.log.EventSelection;
import sh.fanout.operation.OperationAction.Kind;
import sh.fanout.operation.OperationItemQuery;
import sh.fanout.operation.OperationPace;
import sh.fanout.operation.OperationPlan;
import sh.fanout.subscription.RetryPolicy;
import sh.fanout.subscription.Subscription;
import sh.fanout.workflows.EngineSettings;
import sh.fanout.workflows.FanoutEngine;
import sh.fanout.workflows.log.EventLog;
import sh.fanout.workflows.log.PlannedItem;
import sh.fanout.workflows.log.sqlite.SqliteEventLog;
import sh.fanout.workflows.temporal.FanoutDataConverter;
import sh.fanout.workflows.temporal.TaskQueues;
import sh.fanout.workflows.temporal.WorkflowIds;
import sh.fanout.workflows.testing.EmbeddedTemporal;

/** Items that count as begun, of which nothing has arrived where they begin. */
class LostItemsTest {

    record Order(String id) {}

    private static final EventType<Order> ORDER = EventType.of("order.created", Order.class);

    @TempDir
    Path folder;

    private final String bus = "b" + UUID.randomUUID().toString().substring(0, 8);
    private final Set<String> handled = ConcurrentHashMap.newKeySet();
    private volatile boolean healed;
    private EventLog log;
    private FanoutEngine engine;

    @BeforeEach
    void start() {
        log = SqliteEventLog.open(folder.resolve("events.db"));
        engine = new FanoutEngine(EngineSettings.of(EmbeddedTemporal.stubs(), log, "shop", "1")
                .bus(bus)
                .catalogLease(Duration.ofMillis(300))
                .subscriptions(List.of(Subscription.to(ORDER)
                        .id("mail")
                        .retry(RetryPolicy.never())
                        .handler((order, context) -> mail(order)))));
        engine.start();
    }

    @AfterEach
    void close() {
        engine.close();
        log.close();
    }

    @Test
    void retriesALetterThatHasNotHeardOfIt() {
        begun(new OperationPlan.Retry(DeadLetterQuery.PARKED), parked());

        await().atMost(60, SECONDS).untilAsserted(() -> assertThat(outcomes()).containsExactly("DONE null"));
        assertThat(handled).containsExactly("o-1");
    }

    @Test
    void startsAReplayThatIsNotThere() {
        begun(OperationPlan.Replay.of(EventSelection.ALL), parked());

        await().atMost(60, SECONDS).untilAsserted(() -> assertThat(outcomes()).containsExactly("DONE null"));
        assertThat(handled).containsExactly("o-1");
    }

    private List<String> outcomes() {
        return log.operations().page(new OperationItemQuery("o", null, null, 0, 10)).stream()
                .map(it -> it.status() + " " + it.reason())
                .toList();
    }

    private String parked() {
        var event = engine.fanout()
                .publish(ORDER, new Order("o-1"), PublishOptions.defaults())
                .eventId();
        await().atMost(60, SECONDS)
                .until(() -> log.find(event).filter(it -> it.status().settled()).isPresent()
                        && log.deadLetter(event, "mail").isPresent());
        healed = true;
        return event;
    }

    /** Starts the run of an operation which goes on where another one has begun with its only item. */
    private void begun(OperationPlan plan, String event) {
        var accepted = log.find(event).orElseThrow().accepted();
        log.operations()
                .add(
                        "o",
                        List.of(new PlannedItem(
                                event, ORDER.id(), accepted, accepted, null, null, null, "mail", null)));
        log.operations().number("o");
        var item = log.operations().items("o", 0, 1).get(0);
        var longAgo = Instant.now().minus(Duration.ofMinutes(5));
        var state = OperationState.drafted("o", plan, OperationPace.defaults(), "alice", "mail is back", longAgo)
                .acted(new OperationAct(Kind.START, null, "alice", "mail is back"), longAgo)
                .orElseThrow()
                .planned(new Planned(1, null), longAgo)
                .with(new WorkList.Snapshot(1, List.of(), List.of(new WorkList.Begun(item, longAgo))));
        var options = WorkflowOptions.newBuilder()
                .setWorkflowId(new WorkflowIds(bus).operation("o"))
                .setTaskQueue(new TaskQueues(bus).engine())
                .build();
        WorkflowClient.newInstance(
                        EmbeddedTemporal.stubs(),
                        WorkflowClientOptions.newBuilder()
                                .setDataConverter(FanoutDataConverter.create(List.of()))
                                .build())
                .newUntypedWorkflowStub(OperationRun.TYPE, options)
                .start(state);
    }

    private boolean mail(Order order) {
        if (!healed) {
            throw new IllegalStateException("no mail");
        }
        return handled.add(order.id());
    }
}
