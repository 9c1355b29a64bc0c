package sh.fanout.workflows.cost;

import static java.util.Comparator.comparingLong;
import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
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
import sh.fanout.workflows.publish.Patience;
import sh.fanout.workflows.temporal.WorkflowIds;
import sh.fanout.workflows.testing.RealTemporal;

/**
 * What an ordering key adds to an event at a real server, as exact counts: to its fan-out and deliveries and to its lane
 * together, beside the same event without a key in the same run.
 *
 * <p>N is the number of subscriptions. Of the workflow tasks only those count that nothing but the key has woken: how
 * many there are for the answers of deliveries depends on how these happen to arrive together.
 */
class KeyedCostTest {

    record Order(String id) {}

    private static final sh.fanout.EventType<Order> ORDER = sh.fanout.EventType.of("order.created", Order.class);
    private static final int MAX_TRIES = 10;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Order FREE = new Order("free");

    /** Its handlers wait for a permit. */
    private static final Order HELD = new Order("held");

    /** What a history ends with while its workflow has something to do. */
    private static final Set<EventType> BUSY = Set.of(
            EventType.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED,
            EventType.EVENT_TYPE_WORKFLOW_TASK_SCHEDULED,
            EventType.EVENT_TYPE_WORKFLOW_TASK_STARTED);

    @TempDir
    Path folder;

    private final Semaphore permits = new Semaphore(0);
    private String bus = "";

    private final WorkflowClient client =
            WorkflowClient.newInstance(RealTemporal.shared().stubs());

    /** Events of a history without those of its workflow tasks, and the tasks that are the key's. */
    private record Cost(Map<EventType, Long> kinds, long tasks) {

        private static final Set<EventType> OF_TASKS = Set.of(
                EventType.EVENT_TYPE_WORKFLOW_TASK_SCHEDULED,
                EventType.EVENT_TYPE_WORKFLOW_TASK_STARTED,
                EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED);

        /** What wakes a workflow with and without a key. */
        private static final Set<EventType> WAKERS = Set.of(
                EventType.EVENT_TYPE_WORKFLOW_EXECUTION_STARTED,
                EventType.EVENT_TYPE_CHILD_WORKFLOW_EXECUTION_STARTED,
                EventType.EVENT_TYPE_CHILD_WORKFLOW_EXECUTION_COMPLETED,
                EventType.EVENT_TYPE_ACTIVITY_TASK_COMPLETED);

        static Cost of(List<HistoryEvent> events) {
            var kinds = events.stream()
                    .map(HistoryEvent::getEventType)
                    .filter(it -> !OF_TASKS.contains(it))
                    .collect(Collectors.groupingBy(it -> it, Collectors.counting()));
            var tasks = 0;
            var woken = false;
            for (var event : events) {
                woken |= WAKERS.contains(event.getEventType());
                if (event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_STARTED) {
                    tasks += woken ? 0 : 1;
                    woken = false;
                }
            }
            return new Cost(kinds, tasks);
        }

        Cost beyond(Cost other) {
            var more = new HashMap<>(kinds);
            other.kinds.forEach((kind, count) -> more.merge(kind, -count, Long::sum));
            more.values().removeIf(it -> it == 0);
            return new Cost(more, tasks - other.tasks);
        }

        /** Each is reason for one task at most, and for none of its own where it meets another. */
        long messages() {
            return kinds.getOrDefault(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED, 0L)
                    + kinds.getOrDefault(EventType.EVENT_TYPE_TIMER_FIRED, 0L);
        }

        long events() {
            return kinds.values().stream().mapToLong(it -> it).sum() + OF_TASKS.size() * tasks;
        }
    }

    @Test
    void addsTwelveEventsAtMostWhereNobodyWaits() {
        for (var n : List.of(1, 3)) {
            try (var engine = start(n, HOUR)) {
                var unkeyed = Cost.of(unkeyed(engine));
                var added = least(() -> Cost.of(uncontended(engine)).beyond(unkeyed), Cost::events, 12);
                System.out.printf("key N=%d, nobody waits: %d events more: %s%n", n, added.events(), added);
                assertThat(added.events()).as("%s", added).isLessThanOrEqualTo(12);
            }
        }
    }

    @Test
    void addsTwelveEventsAndElevenPerSubscriptionAtMostWhereOneWaitsForTheOther() {
        for (var n : List.of(1, 3)) {
            try (var engine = start(n, HOUR)) {
                var allowed = 2 * (12 + 11 * n);
                var unkeyed = unkeyed(engine);
                var both = Cost.of(concat(unkeyed, unkeyed));
                var added = least(() -> Cost.of(contended(engine, n)).beyond(both), Cost::events, allowed);
                System.out.printf(
                        "key N=%d, one waits for the other: %d events more for both: %s%n", n, added.events(), added);
                assertThat(added.events()).as("%s", added).isLessThanOrEqualTo(allowed);
                assertThat(added.tasks()).as("%s", added).isLessThanOrEqualTo(added.messages());
            }
        }
    }

    @Test
    void addsTheLifeOfALane() {
        try (var engine = start(1, Duration.ofSeconds(2))) {
            var life = least(() -> idleLane(engine), List::size, 13);
            System.out.printf("the whole life of a lane with one event: %d events%n", life.size());
            assertThat(life).hasSizeLessThanOrEqualTo(13);
        }
    }

    private List<HistoryEvent> unkeyed(FanoutEngine engine) {
        return least(
                () -> closed(publish(engine, FREE, PublishOptions.defaults())),
                it -> Cost.of(it).events(),
                0);
    }

    /**
     * The least of several, of which there are more as long as each has more than is allowed: a busy machine repeats
     * tasks, and records what takes long, which is no cost of the key.
     */
    private static <T> T least(Supplier<T> run, ToLongFunction<T> events, long allowed) {
        var least = run.get();
        for (var tries = 1; tries < MAX_TRIES && events.applyAsLong(least) > allowed; tries++) {
            least = BinaryOperator.minBy(comparingLong(events)).apply(least, run.get());
        }
        return least;
    }

    /** A keyed event, and by what it lets its lane grow, which has had one before. */
    private List<HistoryEvent> uncontended(FanoutEngine engine) {
        var key = newKey();
        closed(publish(engine, FREE, key));
        var before = quietLane(key).size();
        var event = closed(publish(engine, FREE, key));
        return concat(event, grown(key, before));
    }

    /** Two events: the head's deliveries end one after the other, and each of them lets one of the follower's begin. */
    private List<HistoryEvent> contended(FanoutEngine engine, int n) {
        var key = newKey();
        closed(publish(engine, FREE, key));
        var before = quietLane(key).size();
        var head = publish(engine, HELD, key);
        var follower = publish(engine, FREE, key);
        await().atMost(30, SECONDS).until(() -> needed(key, follower) == n);
        for (int left = n - 1; left >= 0; left--) {
            permits.release();
            var still = left;
            await().atMost(30, SECONDS).until(() -> needed(key, head) == still);
        }
        return concat(concat(closed(head), closed(follower)), grown(key, before));
    }

    private List<HistoryEvent> idleLane(FanoutEngine engine) {
        var key = newKey();
        closed(publish(engine, FREE, key));
        return closed(lane(key));
    }

    private FanoutEngine start(int n, Duration check) {
        bus = "cost-" + UUID.randomUUID();
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
                .patience(new Patience(HOUR, HOUR, Patience.DEFAULT.room()))
                .alone());
        engine.start();
        return engine;
    }

    private static PublishOptions newKey() {
        return PublishOptions.defaults().orderingKey(UUID.randomUUID().toString());
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

    private List<HistoryEvent> grown(PublishOptions key, int before) {
        var history = quietLane(key);
        return history.subList(before, history.size());
    }

    /** The history of a lane, once it has no task to do. */
    private List<HistoryEvent> quietLane(PublishOptions key) {
        return await().atMost(30, SECONDS)
                .until(
                        () -> client.fetchHistory(lane(key)).getEvents(),
                        events -> !BUSY.contains(events.get(events.size() - 1).getEventType()));
    }

    /** How many chains an event still needs, as far as the lane knows. */
    private int needed(PublishOptions key, String event) {
        return client.newUntypedWorkflowStub(lane(key)).query("view", LaneView.class).entries().stream()
                .filter(it -> it.event().equals(event))
                .mapToInt(it -> it.remaining().size())
                .sum();
    }

    private String lane(PublishOptions key) {
        return new WorkflowIds(bus).lane(ORDER.id(), requireNonNull(key.orderingKey()));
    }

    private static List<HistoryEvent> concat(List<HistoryEvent> one, List<HistoryEvent> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }
}
