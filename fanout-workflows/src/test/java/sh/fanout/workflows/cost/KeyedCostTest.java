package sh.fanout.workflows.cost;

import static java.util.Comparator.comparingLong;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.fanout.PublishOptions;
import sh.fanout.subscription.Subscription;
import sh.fanout.workflows.EngineSettings;
import sh.fanout.workflows.FanoutEngine;
import sh.fanout.workflows.lane.LaneLimits;
import sh.fanout.workflows.lane.LaneView;
import sh.fanout.workflows.log.sqlite.SqliteEventLog;
import sh.fanout.workflows.publish.Pace;
import sh.fanout.workflows.temporal.WorkflowIds;
import sh.fanout.workflows.testing.RealTemporal;

/**
 * What an ordering key adds to an event at a real server, as exact counts: to its fan-out and deliveries and to its lane
 * together, beside the same event without a key in the same run.
 *
 * <p>N is the number of subscriptions.
 */
class KeyedCostTest {

    record Order(String id) {}

    private static final sh.fanout.EventType<Order> ORDER = sh.fanout.EventType.of("order.created", Order.class);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Order FREE = new Order("free");

    /** Its handlers wait for a permit. */
    private static final Order HELD = new Order("held");

    private static final PublishOptions KEYED = PublishOptions.orderingKey("k");

    @TempDir
    Path folder;

    private final WorkflowClient client =
            WorkflowClient.newInstance(RealTemporal.shared().stubs());

    /** What a key adds, by the kinds of the events in the histories. */
    private record Added(long events, Map<EventType, Long> kinds) {

        static Added between(List<HistoryEvent> keyed, List<HistoryEvent> unkeyed) {
            var kinds = kinds(keyed);
            kinds(unkeyed).forEach((kind, count) -> kinds.merge(kind, -count, Long::sum));
            kinds.values().removeIf(it -> it == 0);
            return new Added(keyed.size() - unkeyed.size(), kinds);
        }

        private static Map<EventType, Long> kinds(List<HistoryEvent> events) {
            return events.stream().collect(Collectors.groupingBy(HistoryEvent::getEventType, Collectors.counting()));
        }
    }

    @Test
    void addsTwelveEventsAtMostWhereNobodyWaits() {
        for (var n : List.of(1, 3)) {
            var added = least(() -> uncontended(n));
            System.out.printf("key N=%d, nobody waits: %d events more: %s%n", n, added.events(), added.kinds());
            assertThat(added.events()).as("%s", added).isLessThanOrEqualTo(12);
        }
    }

    @Test
    void addsElevenEventsAndElevenPerSubscriptionAtMostWhereOneWaitsForTheOther() {
        for (var n : List.of(1, 3)) {
            var added = least(() -> contended(n));
            System.out.printf(
                    "key N=%d, one waits for the other: %d events more for both: %s%n",
                    n, added.events(), added.kinds());
            assertThat(added.events()).as("%s", added).isLessThanOrEqualTo(2 * (11 + 11L * n));
        }
    }

    @Test
    void addsTheLifeOfALane() {
        var life = least(this::idleLane);
        System.out.printf("the whole life of a lane with one event: %d events: %s%n", life.events(), life.kinds());
        assertThat(life.events()).as("%s", life).isLessThanOrEqualTo(13);
    }

    /** The least of a few: a task that a busy machine lets time out, and repeats, is no cost of the key. */
    private static Added least(Supplier<Added> run) {
        return Stream.generate(run).limit(3).min(comparingLong(Added::events)).orElseThrow();
    }

    private Added uncontended(int n) {
        var bus = "cost-" + UUID.randomUUID();
        try (var engine = start(bus, n, HOUR, new Semaphore(0))) {
            var unkeyed = closed(publish(engine, FREE, PublishOptions.none()));
            closed(publish(engine, FREE, KEYED));
            var before = lane(bus).size();
            var keyed = closed(publish(engine, FREE, KEYED));
            return Added.between(concat(keyed, grown(bus, before)), unkeyed);
        }
    }

    /** The head's deliveries end one after the other, so that each of them lets one of the follower's begin. */
    private Added contended(int n) {
        var bus = "cost-" + UUID.randomUUID();
        var permits = new Semaphore(0);
        try (var engine = start(bus, n, HOUR, permits)) {
            closed(publish(engine, FREE, KEYED));
            var before = settledLane(bus).size();
            var head = publish(engine, HELD, KEYED);
            var follower = publish(engine, FREE, KEYED);
            await().atMost(30, SECONDS).until(() -> needed(bus, follower) == n);
            for (int left = n - 1; left >= 0; left--) {
                permits.release();
                var still = left;
                await().atMost(30, SECONDS).until(() -> needed(bus, head) == still);
            }
            var keyed = concat(closed(head), closed(follower));
            var unkeyed = closed(publish(engine, FREE, PublishOptions.none()));
            return Added.between(concat(keyed, grown(bus, before)), concat(unkeyed, unkeyed));
        }
    }

    private Added idleLane() {
        var bus = "cost-" + UUID.randomUUID();
        try (var engine = start(bus, 1, Duration.ofSeconds(2), new Semaphore(0))) {
            closed(publish(engine, FREE, KEYED));
            return Added.between(closed(laneId(bus)), List.of());
        }
    }

    private FanoutEngine start(String bus, int n, Duration check, Semaphore permits) {
        var subscriptions = IntStream.range(0, n)
                .<Subscription<?>>mapToObj(i -> Subscription.to(ORDER)
                        .id("s" + i)
                        .handler((order, context) -> order.equals(FREE) || permits.tryAcquire(60, SECONDS)))
                .toList();
        var engine = new FanoutEngine(EngineSettings.of(
                        RealTemporal.shared().stubs(), SqliteEventLog.open(folder.resolve(bus + ".db")), "shop", "1")
                .bus(bus)
                .subscriptions(subscriptions)
                .catalogLease(Duration.ofMinutes(1))
                .laneLimits(new LaneLimits(100, 1 << 20, check, 0))
                .pace(new Pace(HOUR, HOUR))
                .alone());
        engine.start();
        return engine;
    }

    private static String publish(FanoutEngine engine, Order order, PublishOptions options) {
        return engine.fanout().publish(ORDER, order, options).workflowId();
    }

    /** The histories of a workflow and of its children, once it has come to its end. */
    private List<HistoryEvent> closed(String workflowId) {
        var history = await().atMost(60, SECONDS)
                .until(
                        () -> client.fetchHistory(workflowId).getEvents(),
                        events -> events.get(events.size() - 1).getEventType()
                                == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED);
        return concat(
                history,
                history.stream()
                        .filter(HistoryEvent::hasChildWorkflowExecutionStartedEventAttributes)
                        .map(it -> it.getChildWorkflowExecutionStartedEventAttributes()
                                .getWorkflowExecution()
                                .getWorkflowId())
                        .flatMap(child -> client.fetchHistory(child).getEvents().stream())
                        .toList());
    }

    private List<HistoryEvent> grown(String bus, int before) {
        var history = settledLane(bus);
        return history.subList(before, history.size());
    }

    /** The history of the lane, once it has no task to do. */
    private List<HistoryEvent> settledLane(String bus) {
        return await().atMost(30, SECONDS).until(() -> lane(bus), events -> {
            var last = events.get(events.size() - 1).getEventType();
            return last != EventType.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED
                    && last != EventType.EVENT_TYPE_WORKFLOW_TASK_SCHEDULED
                    && last != EventType.EVENT_TYPE_WORKFLOW_TASK_STARTED;
        });
    }

    private List<HistoryEvent> lane(String bus) {
        return client.fetchHistory(laneId(bus)).getEvents();
    }

    /** How many chains an event still needs, as far as the lane knows. */
    private int needed(String bus, String event) {
        return client.newUntypedWorkflowStub(laneId(bus)).query("view", LaneView.class).entries().stream()
                .filter(it -> it.event().equals(event))
                .mapToInt(it -> it.remaining().size())
                .sum();
    }

    private static String laneId(String bus) {
        return new WorkflowIds(bus).lane(ORDER.id(), "k");
    }

    private static List<HistoryEvent> concat(List<HistoryEvent> one, List<HistoryEvent> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }
}
