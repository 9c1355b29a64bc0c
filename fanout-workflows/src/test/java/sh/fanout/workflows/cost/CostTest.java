package sh.fanout.workflows.cost;

import static java.util.Comparator.comparingLong;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.WorkerFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.fanout.PublishOptions;
import sh.fanout.subscription.Subscription;
import sh.fanout.workflows.EngineSettings;
import sh.fanout.workflows.FanoutEngine;
import sh.fanout.workflows.log.sqlite.SqliteEventLog;
import sh.fanout.workflows.testing.RealTemporal;

/**
 * What an event costs at a real server, as exact counts, beside a hand-written fan-out of the same width.
 *
 * <p>N is the number of subscriptions and T the number of the fan-out's workflow tasks, which depends on how answers
 * happen to arrive together and is read from its history.
 */
class CostTest {

    record Order(String id) {}

    private static final sh.fanout.EventType<Order> ORDER = sh.fanout.EventType.of("order.created", Order.class);

    private static final int MAX_TRIES = 10;

    @TempDir
    Path folder;

    private final CountedCalls calls = new CountedCalls();
    private WorkflowServiceStubs stubs;
    private WorkflowClient client;

    /** What one event or one hand-written fan-out cost. */
    private record Cost(long events, long tasks, long calls, String detail) {

        /** Its events beside those of its deliveries, its tasks, its beginning and its end. */
        long beyondDeliveries(int n) {
            return events - (14L * n + 2 + 3 * tasks);
        }
    }

    @BeforeEach
    void connect() {
        stubs = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(RealTemporal.shared().target())
                .setGrpcClientInterceptors(List.of(calls))
                .build());
        client = WorkflowClient.newInstance(stubs);
    }

    @AfterEach
    void disconnect() {
        if (stubs != null) {
            stubs.shutdownNow();
        }
    }

    @Test
    void costsFiveEventsMoreThanAHandWrittenFanOutWhateverItsWidth() {
        for (var n : List.of(1, 10, 50)) {
            // The selection's marker, three events of the record, and a timer unless all settle in the first tasks.
            var ours = least(() -> fanout(n), n, 5);
            var theirs = least(() -> handWritten(n), n, 0);
            System.out.printf(
                    "cost N=%d: Fanout %d events (T=%d), %d calls; hand-written %d events (T=%d), %d calls%n",
                    n, ours.events(), ours.tasks(), ours.calls(), theirs.events(), theirs.tasks(), theirs.calls());

            assertThat(theirs.beyondDeliveries(n)).isZero();
            assertThat(ours.beyondDeliveries(n)).isBetween(4L, 5L);
            assertThat(ours.calls()).as(ours.detail()).isLessThanOrEqualTo(6L * n + 2 * ours.tasks() + 10);
        }
    }

    /**
     * The least of two, and of more as long as each has more than is allowed: a task that a busy machine lets time out,
     * and repeats, is no cost of the fan-out, nor is what is recorded of one that takes long.
     */
    private static Cost least(Supplier<Cost> run, int n, long allowed) {
        Comparator<Cost> byEvents = comparingLong(cost -> cost.beyondDeliveries(n));
        var least = BinaryOperator.minBy(byEvents).apply(run.get(), run.get());
        for (var tries = 2; tries < MAX_TRIES && least.beyondDeliveries(n) > allowed; tries++) {
            least = BinaryOperator.minBy(byEvents).apply(least, run.get());
        }
        return least;
    }

    private Cost fanout(int n) {
        var bus = "cost-" + UUID.randomUUID();
        var subscriptions = IntStream.range(0, n)
                .<Subscription<?>>mapToObj(
                        i -> Subscription.to(ORDER).id("s" + i).handler((order, context) -> null))
                .toList();
        var settings = EngineSettings.of(stubs, SqliteEventLog.open(folder.resolve(bus + ".db")), "shop", "1")
                .bus(bus)
                .subscriptions(subscriptions)
                .catalogLease(Duration.ofMinutes(1))
                .alone();
        try (var engine = new FanoutEngine(settings)) {
            engine.start();
            engine.catalog();
            calls.reset();
            var publication = engine.fanout().publish(ORDER, new Order("o-1"), PublishOptions.defaults());
            return cost(publication.workflowId());
        }
    }

    private Cost handWritten(int n) {
        var factory = WorkerFactory.newInstance(client);
        var queue = "hand-written-" + UUID.randomUUID();
        var worker = factory.newWorker(queue);
        worker.registerWorkflowImplementationTypes(HandWritten.ParentImpl.class, HandWritten.ChildImpl.class);
        worker.registerActivitiesImplementations(new HandWritten.WorkActivity());
        factory.start();
        try {
            calls.reset();
            var parent = client.newWorkflowStub(
                    HandWritten.Parent.class,
                    WorkflowOptions.newBuilder()
                            .setWorkflowId(queue)
                            .setTaskQueue(queue)
                            .build());
            WorkflowClient.start(parent::run, n);
            return cost(queue);
        } finally {
            factory.shutdownNow();
        }
    }

    private Cost cost(String workflowId) {
        // Over another connection, so that the waiting is not counted.
        var observer = WorkflowClient.newInstance(RealTemporal.shared().stubs());
        var history = await().atMost(60, SECONDS)
                .until(
                        () -> observer.fetchHistory(workflowId).getEvents(),
                        events -> events.get(events.size() - 1).getEventType()
                                == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED);
        var children = history.stream()
                .filter(HistoryEvent::hasChildWorkflowExecutionStartedEventAttributes)
                .map(it -> it.getChildWorkflowExecutionStartedEventAttributes()
                        .getWorkflowExecution()
                        .getWorkflowId())
                .mapToLong(child -> observer.fetchHistory(child).getEvents().size())
                .sum();
        var tasks = history.stream()
                .filter(it -> it.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED)
                .count();
        return new Cost(history.size() + children, tasks, calls.total(), calls.toString());
    }
}
