package sh.fanout.workflows;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.client.WorkflowOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sh.fanout.EventEnvelope;
import sh.fanout.PublishOptions;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.log.EventStatus;
import sh.fanout.log.LoggedEvent;
import sh.fanout.subscription.Subscription;
import sh.fanout.workflows.OneKey.Faults;
import sh.fanout.workflows.lane.LaneClient;
import sh.fanout.workflows.lane.LaneLimits;
import sh.fanout.workflows.lane.LaneRef;
import sh.fanout.workflows.lane.LaneView;
import sh.fanout.workflows.log.FlakyEventLog;
import sh.fanout.workflows.publish.FanOut;
import sh.fanout.workflows.publish.Patience;
import sh.fanout.workflows.temporal.Bus;
import sh.fanout.workflows.temporal.TaskQueues;
import sh.fanout.workflows.temporal.WorkflowIds;
import sh.fanout.workflows.testing.RealTemporal;

/** What becomes of the events of one key when an engine, a publisher, a fan-out or a lane ends, as counts. */
class RealLaneFaultsTest extends EngineContract {

    private static final int EVENTS = Integer.getInteger("fanout.lane.events", 60);
    private static final int MEGABYTE = 1 << 20;

    private final OneKey events = new OneKey();
    private final CountDownLatch release = new CountDownLatch(1);

    @Override
    WorkflowServiceStubs stubs() {
        return RealTemporal.shared().stubs();
    }

    @AfterEach
    void releaseHandlers() {
        release.countDown();
    }

    @Test
    void keepsTheOrderOfWhatWasPublishedWhileNoEngineRan() {
        assertThat(deliveredAfterAnOutage("%d events of one key".formatted(EVENTS), EVENTS, ""))
                .isEqualTo(Faults.NONE);
    }

    @Test
    void keepsTheOrderOfLargePayloadsPublishedWhileNoEngineRan() {
        assertThat(deliveredAfterAnOutage("60 events of 1 MB and one key", 60, "x".repeat(MEGABYTE - 100)))
                .isEqualTo(Faults.NONE);
    }

    @Test
    void deliversAnEventWhosePublisherDiedBeforeItsJoin() {
        var engine = start(settings(events.subscription()));
        var before = OneKey.publish(engine, 0);

        var orphan = startAsAPublisherThatDies(1, null);
        var position = settled(orphan).position();
        var after = OneKey.publish(engine, 2);

        assertThat(List.of(settled(before), settled(after)))
                .extracting(LoggedEvent::status)
                .containsOnly(EventStatus.DELIVERED);
        assertThat(position).isNotNull().isGreaterThan(settled(before).position());
        var faults = report("publisher dead between its two calls", 3);
        assertThat(faults).isEqualTo(Faults.NONE);
    }

    @Test
    void keepsThePlaceOfAnEventThatIsPublishedAgain() {
        var engine = start(settings(events.subscription()));

        var orphan = startAsAPublisherThatDies(0, "once");
        var again = engine.fanout()
                .publish(
                        OneKey.TYPE,
                        new OneKey.Numbered(0, ""),
                        PublishOptions.defaults().orderingKey(OneKey.KEY).idempotencyKey("once"));
        var after = OneKey.publish(engine, 1);

        assertThat(again.duplicate()).isTrue();
        assertThat(again.eventId()).isEqualTo(orphan);
        settled(after);
        assertThat(report("published again after its publisher died", 2)).isEqualTo(Faults.NONE);
    }

    @Test
    void goesOnBehindARejectedEventWhileTheLogIsAway() {
        var flaky = new FlakyEventLog(log());
        var engine = start(settings("shop", flaky).subscriptions(List.of(events.subscription())));
        flaky.goAway();
        var rejected = new EventEnvelope(
                "rejected",
                OneKey.TYPE.id(),
                "1",
                "{\"number\":\"none\"}",
                Instant.now(),
                "elsewhere",
                List.of(),
                Map.of(),
                OneKey.KEY,
                OneKey.TYPE.id(),
                null,
                null,
                null,
                null,
                null);
        var fanOut = startDirectly(rejected).workflowId();
        new LaneClient(Bus.of(bus, client()), LaneLimits.defaults())
                .join(new LaneRef(OneKey.TYPE.id(), OneKey.KEY), fanOut);

        OneKey.publish(engine, 0);

        await().atMost(60, SECONDS).until(() -> events.handled().size() == 1);
        flaky.comeBack();
        assertThat(settled("rejected").status()).isEqualTo(EventStatus.REJECTED);
    }

    @Test
    void goesOnSoonAfterTheHeadIsTerminated() {
        var engine = start(settings(held(0)));
        var head = OneKey.publish(engine, 0);
        var waiting = publish(engine, 1, 6);
        awaitInLane(6);

        client().newUntypedWorkflowStub(workflow(head)).terminate("an operator gives up");
        var terminated = Instant.now();
        await().atMost(60, SECONDS).until(() -> !events.handled().isEmpty());
        var resumed = Duration.between(terminated, Instant.now());
        waiting.forEach(this::settled);

        var faults = Faults.of(events.handled(), numbers(1, 6));
        System.out.printf(
                "head of a lane terminated with 5 waiting: lost %d, inversions %d, duplicates %d; the next begins %d ms after%n",
                faults.lost(), faults.inversions(), faults.duplicates(), resumed.toMillis());
        assertThat(faults).isEqualTo(Faults.NONE);
        assertThat(resumed).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void losesNothingWhenALaneIsTerminated() {
        var impatient = new Patience(Duration.ofMillis(500), Patience.DEFAULT.pause(), Patience.DEFAULT.room());
        var engine = start(settings(held(0)).patience(impatient));
        var published = publish(engine, 0, 9);
        awaitInLane(9);

        client().newUntypedWorkflowStub(new WorkflowIds(bus).lane(OneKey.TYPE.id(), OneKey.KEY))
                .terminate("an operator does what he should not");
        release.countDown();
        published.forEach(this::settled);

        var faults = report("lane terminated with 8 waiting", 9);
        assertThat(faults.lost()).isZero();
        assertThat(faults.duplicates()).isZero();
    }

    @Test
    void saysInTheLogWhatAFullLaneRefused() {
        var engine = start(settings(held(0)).laneLimits(new LaneLimits(5, MEGABYTE, Duration.ofSeconds(1), 0)));
        var taken = publish(engine, 0, 5);
        awaitInLane(5);

        var refused = publish(engine, 5, 9);

        assertThat(refused).map(this::settled).allSatisfy(event -> {
            assertThat(event.status()).isEqualTo(EventStatus.FAILED);
            assertThat(event.deliveries()).singleElement().satisfies(it -> {
                assertThat(it.status()).isEqualTo(DeliveryStatus.FAILED);
                assertThat(it.error()).contains("too many events wait for its ordering key");
            });
        });
        release.countDown();
        assertThat(taken).map(this::settled).extracting(LoggedEvent::status).containsOnly(EventStatus.DELIVERED);
        assertThat(report("full lane, 4 of 9 refused", 5)).isEqualTo(Faults.NONE);
    }

    private Faults deliveredAfterAnOutage(String what, int count, String filler) {
        start(settings(events.subscription())).close();
        var publisher = assemble(settings(events.subscription()));
        var published = IntStream.range(0, count)
                .mapToObj(number -> OneKey.publish(publisher, number, filler))
                .toList();
        var up = Instant.now();
        start(settings(events.subscription()));
        await().atMost(300, SECONDS).until(() -> events.handled().size() >= count);
        var last = settled(published.get(count - 1));
        assertThat(last.status()).isEqualTo(EventStatus.DELIVERED);
        return report(
                "engine down while %s are published, all delivered %d s after its return"
                        .formatted(what, Duration.between(up, Instant.now()).toSeconds()),
                count);
    }

    private Faults report(String what, int count) {
        var faults = Faults.of(events.handled(), numbers(0, count));
        System.out.printf(
                "%s: %d events, lost %d, inversions %d, duplicates %d%n",
                what, count, faults.lost(), faults.inversions(), faults.duplicates());
        return faults;
    }

    private static List<String> publish(FanoutEngine engine, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> OneKey.publish(engine, number))
                .toList();
    }

    /** Makes the first of a publisher's two calls as the publisher does: the event says that it is about to join. */
    private String startAsAPublisherThatDies(int number, @Nullable String idempotencyKey) {
        var event = new EventEnvelope(
                "orphan",
                OneKey.TYPE.id(),
                "1",
                "{\"number\":%d,\"filler\":\"\"}".formatted(number),
                Instant.now(),
                "elsewhere",
                List.of(),
                Map.of(),
                OneKey.KEY,
                OneKey.TYPE.id(),
                idempotencyKey,
                null,
                null,
                null,
                null);
        var options = WorkflowOptions.newBuilder()
                .setWorkflowId(new WorkflowIds(bus).event(event.type(), event.id(), idempotencyKey))
                .setTaskQueue(new TaskQueues(bus).engine())
                .setMemo(Map.of(FanOut.ADMITTED, true, FanOut.JOINING, true))
                .build();
        client().newUntypedWorkflowStub(FanOut.TYPE, options).start(event);
        return event.id();
    }

    private String workflow(String eventId) {
        return new WorkflowIds(bus).event(OneKey.TYPE.id(), eventId, null);
    }

    private EngineSettings settings(Subscription<?> subscription) {
        return settings("shop")
                .subscriptions(List.of(subscription))
                .laneLimits(new LaneLimits(5_000, MEGABYTE, Duration.ofSeconds(1), 0))
                .patience(new Patience(Duration.ofSeconds(2), Duration.ofMillis(200), Patience.DEFAULT.room()));
    }

    /** Its handler does not return from one event before it is released. */
    private Subscription<?> held(int number) {
        return Subscription.to(OneKey.TYPE).id("counts").handler((event, delivery) -> {
            if (event.number() == number) {
                release.await();
            }
            return events.handle(event, delivery);
        });
    }

    private void awaitInLane(int count) {
        await().atMost(60, SECONDS)
                .until(() ->
                        lane().entries().stream().filter(LaneView.Entry::known).count() == count);
    }

    private LaneView lane() {
        return client().newUntypedWorkflowStub(new WorkflowIds(bus).lane(OneKey.TYPE.id(), OneKey.KEY))
                .query("view", LaneView.class);
    }

    private static List<Integer> numbers(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }
}
