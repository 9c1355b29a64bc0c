package sh.fanout.workflows.lane;

import static io.temporal.api.enums.v1.EventType.EVENT_TYPE_TIMER_STARTED;
import static io.temporal.api.enums.v1.EventType.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED;
import static io.temporal.api.enums.v1.EventType.EVENT_TYPE_WORKFLOW_TASK_SCHEDULED;
import static io.temporal.api.enums.v1.EventType.EVENT_TYPE_WORKFLOW_TASK_STARTED;
import static io.temporal.api.enums.v1.WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.worker.WorkerFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sh.fanout.workflows.temporal.Bus;
import sh.fanout.workflows.temporal.FanoutDataConverter;
import sh.fanout.workflows.temporal.History;
import sh.fanout.workflows.temporal.TaskQueues;
import sh.fanout.workflows.temporal.WorkflowIds;

/** What lanes promise, with fan-outs that do nothing but take their turns. */
abstract class LaneContract {

    static final LaneRef LANE = new LaneRef("orders", "k");
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int MAX_TRIES = 10;

    /** What a history ends with while its workflow has something to do. */
    private static final Set<EventType> BUSY = Set.of(
            EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED,
            EVENT_TYPE_WORKFLOW_TASK_SCHEDULED,
            EVENT_TYPE_WORKFLOW_TASK_STARTED);

    private final String bus = "b" + UUID.randomUUID().toString().substring(0, 8);
    private final WorkflowIds ids = new WorkflowIds(bus);
    private final TaskQueues queues = new TaskQueues(bus);
    private final Map<String, List<String>> handled = new ConcurrentHashMap<>();
    private final Set<String> blocked = ConcurrentHashMap.newKeySet();
    private WorkerFactory factory;
    private WorkflowClient client;
    private LaneClient lanes;

    abstract WorkflowServiceStubs stubs();

    @BeforeEach
    void start() {
        client = WorkflowClient.newInstance(
                stubs(),
                WorkflowClientOptions.newBuilder()
                        .setDataConverter(FanoutDataConverter.create(List.of()))
                        .build());
        lanes = lanes(new LaneLimits(100, 1 << 20, SECOND, 0));
        factory = WorkerFactory.newInstance(client);
        var worker = factory.newWorker(queues.engine());
        worker.registerWorkflowImplementationTypes(LaneImpl.class, FakeFanOut.Impl.class);
        worker.registerActivitiesImplementations(
                new GrantingActivity(client), new HoldingActivity(lanes), (FakeFanOut.Subscribers) this::handle);
        factory.start();
    }

    @AfterEach
    void stop() {
        blocked.clear();
        factory.shutdownNow();
    }

    @Test
    void keepsTheOrderOfEveryChain() {
        var events = publish(6, "x", "y");

        events.forEach(this::awaitEnd);
        assertThat(handled).containsOnly(Map.entry("x", events), Map.entry("y", events));
    }

    @Test
    void letsASlowChainDelayNoOther() {
        blocked.add("x");
        publish("slow", "x");

        var other = publish("other", "y");
        var next = publish("next", "x", "y");

        awaitEnd(other);
        await().atMost(30, SECONDS).until(() -> handled("y").contains(next));
        assertThat(handled("x")).isEmpty();
        blocked.clear();
        awaitEnd(next);
    }

    @Test
    void carriesEverythingThroughContinueAsNew() {
        lanes = lanes(new LaneLimits(100, 1 << 20, SECOND, 3));
        blocked.add("x");
        var events = new ArrayList<String>();
        for (var i = 0; i < 7; i++) {
            var event = publish("e" + i, "x");
            events.add(event);
            await().atMost(30, SECONDS).until(() -> inLane().contains(event));
        }
        assertThat(inLane()).isEqualTo(events);
        assertThat(firstArgument().state()).isNotNull();

        blocked.clear();

        events.forEach(this::awaitEnd);
        assertThat(handled("x")).isEqualTo(events);
    }

    @Test
    void goesOnWhenAHolderIsTerminated() {
        blocked.add("x");
        var held = publish("held", "x");
        var next = publish("next", "x");
        await().atMost(30, SECONDS)
                .until(() -> lanes.view(LANE).entries().stream().allMatch(LaneView.Entry::known));

        client.newUntypedWorkflowStub(held).terminate("gives up");
        blocked.clear();

        awaitEnd(next);
    }

    @Test
    void takesAnEventInWhosePublisherHasDied() {
        var event = start("alone", "x");

        awaitEnd(event);
        assertThat(handled("x")).containsExactly(event);
    }

    @Test
    void refusesAnEventTooMany() {
        lanes = lanes(new LaneLimits(2, 1 << 20, SECOND, 0));
        blocked.add("x");
        publish("one", "x");
        var two = publish("two", "x");

        var three = publish("three", "x");

        assertThat(client.newUntypedWorkflowStub(three).getResult(Boolean.class))
                .isFalse();
        blocked.clear();
        awaitEnd(two);
        assertThat(handled("x")).doesNotContain(three);
    }

    @Test
    void closesWhenItIsEmpty() {
        awaitEnd(publish("one", "x"));

        await().atMost(30, SECONDS).until(this::isClosed);
        assertThat(lanes.view(LANE).entries()).isEmpty();
        awaitEnd(publish("two", "x"));
    }

    @Test
    void goesOnAfterMessagesThatNameNoEvent() {
        lanes.join(LANE, start("one", "x"));

        lane().signal("join", Map.of());
        lane().signal("join", Map.of("event", ""));
        lane().signal("holds", Map.of("event", "e"));
        lane().signal("join", Map.of("event", "e".repeat(1_001)));

        awaitEnd(publish("two", "x"));
        assertThat(handled("x")).hasSize(2);
    }

    @Test
    void costsAnUncontendedEventSixEvents() {
        lanes = lanes(new LaneLimits(100, 1 << 20, HOUR, 0));
        // The start and its timer; for the first a signal, a task and its turn; for the second another marker.
        var exactly = 2 + 5 + 6;

        // On a busy machine a task may time out, or what belongs together comes in two, which is no cost of the event.
        var events = IntStream.range(0, MAX_TRIES)
                .mapToObj(n -> new LaneRef(LANE.stream(), LANE.key() + n))
                .map(this::historyWithTwoEvents)
                .filter(it -> it.size() == exactly)
                .findFirst();

        assertThat(events)
                .hasValueSatisfying(it -> assertThat(it)
                        .filteredOn(event -> event.getEventType() == EVENT_TYPE_TIMER_STARTED)
                        .hasSize(1));
    }

    /** The history of a lane that has had one event after the other, once it has no task to do. */
    private List<HistoryEvent> historyWithTwoEvents(LaneRef lane) {
        for (var name : List.of("first", "second")) {
            var event = start(lane, name + lane.key(), "x");
            lanes.join(lane, event);
            awaitEnd(event);
        }
        return await().until(
                        () -> client.fetchHistory(ids.lane(lane.stream(), lane.key()))
                                .getEvents(),
                        it -> !BUSY.contains(it.get(it.size() - 1).getEventType()));
    }

    private LaneClient lanes(LaneLimits limits) {
        return new LaneClient(new Bus(client, new History(client), ids, queues), limits);
    }

    private void handle(String event, String chain) {
        await().atMost(60, SECONDS).until(() -> !blocked.contains(chain));
        handled(chain).add(event);
    }

    private List<String> handled(String chain) {
        return handled.computeIfAbsent(chain, it -> Collections.synchronizedList(new ArrayList<>()));
    }

    private List<String> publish(int events, String... chains) {
        return IntStream.range(0, events)
                .mapToObj(it -> publish("e" + it, chains))
                .toList();
    }

    private String publish(String name, String... chains) {
        var event = start(name, chains);
        lanes.join(LANE, event);
        return event;
    }

    private String start(String name, String... chains) {
        return start(LANE, name, chains);
    }

    private String start(LaneRef lane, String name, String... chains) {
        var event = ids.event("order", name, null);
        client.newUntypedWorkflowStub(
                        FakeFanOut.TYPE,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(event)
                                .setTaskQueue(queues.engine())
                                .setWorkflowRunTimeout(Duration.ofMinutes(2))
                                .build())
                .start(new FakeFanOut.Keyed(lane, List.of(chains)));
        return event;
    }

    private void awaitEnd(String event) {
        assertThat(client.newUntypedWorkflowStub(event).getResult(Boolean.class))
                .isTrue();
    }

    private WorkflowStub lane() {
        return client.newUntypedWorkflowStub(ids.lane(LANE.stream(), LANE.key()));
    }

    private List<String> inLane() {
        return lanes.view(LANE).entries().stream().map(LaneView.Entry::event).toList();
    }

    private LaneStart firstArgument() {
        var history = new History(client);
        return history.startArgument(
                history.currentRun(ids.lane(LANE.stream(), LANE.key())).orElseThrow(), LaneStart.class);
    }

    private boolean isClosed() {
        return lane().describe().getStatus() == WORKFLOW_EXECUTION_STATUS_COMPLETED;
    }
}
