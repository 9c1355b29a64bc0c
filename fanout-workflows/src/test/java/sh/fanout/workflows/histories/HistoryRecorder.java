package sh.fanout.workflows.histories;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import sh.fanout.EventEnvelope;
import sh.fanout.EventType;
import sh.fanout.OnFailure;
import sh.fanout.PublishOptions;
import sh.fanout.deadletter.DeadLetter;
import sh.fanout.deadletter.DeadLetterQuery;
import sh.fanout.deadletter.DeadLetterStatus;
import sh.fanout.erasure.Erasable;
import sh.fanout.log.EventSelection;
import sh.fanout.operation.OperationPace;
import sh.fanout.operation.OperationPlan;
import sh.fanout.operation.OperationStatus;
import sh.fanout.subscription.DeliveryContext;
import sh.fanout.subscription.RetryPolicy;
import sh.fanout.subscription.Subscription;
import sh.fanout.workflows.EngineSettings;
import sh.fanout.workflows.FanoutEngine;
import sh.fanout.workflows.lane.LaneLimits;
import sh.fanout.workflows.log.sqlite.SqliteEventLog;
import sh.fanout.workflows.publish.FanOut;
import sh.fanout.workflows.temporal.FanoutDataConverter;
import sh.fanout.workflows.temporal.TaskQueues;
import sh.fanout.workflows.temporal.WorkflowIds;
import sh.fanout.workflows.testing.RealTemporal;

/**
 * Records the histories that {@link RecordedHistoriesTest} replays: on a real server, into the folder that is its
 * argument, such as {@code fanout-workflows/src/test/resources/histories/0.1}.
 */
final class HistoryRecorder {

    static final String BUS = "recorded";

    private static final WorkflowIds IDS = new WorkflowIds(BUS);
    private static final EventType<Order> ORDER = EventType.of("order.created", Order.class);
    private static final EventType<Packed> PACKED = EventType.of("parcel.packed", Packed.class);
    private static final EventType<Step> STEP = EventType.of("step.taken", Step.class);
    private static final EventType<Coupon> COUPON =
            EventType.of("coupon.requested", Coupon.class).rateLimit(1, Duration.ofSeconds(2));

    private final WorkflowClient client = WorkflowClient.newInstance(
            RealTemporal.shared().stubs(),
            WorkflowClientOptions.newBuilder()
                    .setDataConverter(FanoutDataConverter.create(List.of()))
                    .build());
    private final Path folder;

    private HistoryRecorder(Path folder) {
        this.folder = folder;
    }

    record Order(String id) {}

    record Packed(String parcel) {}

    record Step(int number) {}

    record Coupon(String customer) {}

    public static void main(String[] arguments) throws IOException {
        var recorder = new HistoryRecorder(Files.createDirectories(Path.of(arguments[0])));
        var log = SqliteEventLog.open(Files.createTempDirectory("histories").resolve("events.db"));
        var settings = settings(log, "shop")
                .types(List.of(COUPON))
                .subscriptions(List.of(
                        member("here"),
                        Subscription.to(STEP)
                                .id("parks")
                                .retry(RetryPolicy.never())
                                .onFailure(OnFailure.PARK_KEY)
                                .handler(HistoryRecorder::failOnce),
                        Subscription.to(STEP).id("follows").handler((step, context) -> null),
                        Subscription.to(ORDER).id("works").handler((order, context) -> "done"),
                        Subscription.to(ORDER)
                                .id("fails")
                                .retry(RetryPolicy.defaults()
                                        .attempts(2)
                                        .backoff(Duration.ofMillis(10), 1, Duration.ofMillis(10)))
                                .handler(HistoryRecorder::failUnlessFixed)));
        try (var engine = new FanoutEngine(settings)) {
            var catalog = recorder.declaring(engine);
            recorder.write("Catalog-declared", catalog);
            recorder.delivered(engine, "small", "o-1");
            recorder.delivered(engine, "large", "x".repeat(20_000));
            recorder.rejected();
            recorder.waitsForItsSlot(engine);
            recorder.keepsAnOrder(engine);
            recorder.later(engine);
            recorder.gathered(engine);
            recorder.deadLetters(engine);
            recorder.operations(engine);
            recorder.erased(engine);
            try (var depot = new FanoutEngine(settings(log, "depot").subscriptions(List.of(member("away"))))) {
                depot.start();
            }
            recorder.passedOn(engine);
        }
        System.exit(0);
    }

    private static EngineSettings settings(SqliteEventLog log, String service) {
        return EngineSettings.of(RealTemporal.shared().stubs(), log, service, "1")
                .bus(BUS)
                .laneLimits(new LaneLimits(100, 100_000, Duration.ofSeconds(1), 4))
                .succession(Duration.ofSeconds(1));
    }

    private static Subscription<Packed> member(String id) {
        return Subscription.to(PACKED).id(id).consumerGroup("packers").handler((packed, context) -> "done");
    }

    /** The first run of the catalog: started empty, declared to, continued as new. */
    private WorkflowExecution declaring(FanoutEngine engine) {
        engine.start();
        return firstRun(IDS.catalog());
    }

    private WorkflowExecution firstRun(String workflowId) {
        var first = client.fetchHistory(workflowId)
                .getEvents()
                .get(0)
                .getWorkflowExecutionStartedEventAttributes()
                .getFirstExecutionRunId();
        return WorkflowExecution.newBuilder()
                .setWorkflowId(workflowId)
                .setRunId(first)
                .build();
    }

    private void delivered(FanoutEngine engine, String name, String orderId) throws IOException {
        var publication = engine.fanout().publish(ORDER, new Order(orderId), PublishOptions.defaults());
        write("FanOut-" + name, settled(publication.workflowId()));
        for (var subscription : List.of("works", "fails")) {
            var id = IDS.delivery(ORDER.id(), publication.eventId(), subscription);
            write("Delivery-%s-%s".formatted(subscription, name), settled(id));
        }
    }

    private void rejected() throws IOException {
        var event = foreign("e-1", ORDER.id(), "{\"id\":1}");
        write("FanOut-rejected", settled(startDirectly(event)));
    }

    /** An event of a limited type that the engine did not start itself, while the limit is used up. */
    private void waitsForItsSlot(FanoutEngine engine) throws IOException {
        engine.fanout().publish(COUPON, new Coupon("c-1"), PublishOptions.defaults());
        write("FanOut-waited", settled(startDirectly(foreign("e-2", COUPON.id(), "{\"customer\":\"c-2\"}"))));
    }

    private static Object failOnce(Step step, DeliveryContext context) {
        if (step.number() == 0 && context.earlierAttempts().isEmpty()) {
            throw new IllegalStateException("not at first");
        }
        return "done";
    }

    /** Events of one key: the first one parks it and is tried again, the lane goes through several runs. */
    private void keepsAnOrder(FanoutEngine engine) throws IOException {
        var steps = IntStream.range(0, 4)
                .mapToObj(number -> engine.fanout()
                        .publish(
                                STEP,
                                new Step(number),
                                PublishOptions.defaults().orderingKey("k")))
                .toList();
        await().atMost(60, SECONDS).until(() -> engine.lanes().blocked().size() == 1);
        engine.lanes().retry(steps.get(0).eventId(), "parks", "the recorder", "it works the second time");
        write("FanOut-parked", settled(steps.get(0).workflowId()));
        write("FanOut-in-turn", settled(steps.get(2).workflowId()));
        settled(steps.get(3).workflowId());
        var lane = IDS.lane(STEP.stream(), "k");
        settled(lane);
        write("Lane-closed", WorkflowExecution.newBuilder().setWorkflowId(lane).build());
        write("Lane-continued", firstRun(lane));
    }

    /** One event that is delivered later, one that is taken back, and one that joins its lane when it is due. */
    private void later(FanoutEngine engine) throws IOException {
        var delayed = PublishOptions.defaults().delay(Duration.ofSeconds(1));
        var due = engine.fanout().publish(ORDER, new Order("later"), delayed);
        var keyed = engine.fanout().publish(STEP, new Step(1), delayed.orderingKey("later"));
        var cancelled = engine.fanout()
                .publish(ORDER, new Order("never"), PublishOptions.defaults().delay(Duration.ofHours(1)));
        engine.fanout().cancel(cancelled);
        write("FanOut-delayed", settled(due.workflowId()));
        write("FanOut-delayed-in-turn", settled(keyed.workflowId()));
        write("FanOut-cancelled", settled(cancelled.workflowId()));
    }

    private void gathered(FanoutEngine engine) throws IOException {
        var publication = engine.fanout().publish(ORDER, new Order("gathered"), PublishOptions.defaults());
        engine.fanout().gather(publication, Duration.ofMinutes(1)).join();
        write("FanOut-gathered", settled(publication.workflowId()));
    }

    private static Object failUnlessFixed(Order order, DeliveryContext context) {
        if (order.id().equals("fixed")) {
            return "done";
        }
        throw new IllegalStateException("broken");
    }

    /** A letter that fails again, and is delivered with another payload in its next run; and one that is discarded. */
    private void deadLetters(FanoutEngine engine) throws IOException {
        var retried = letter(engine);
        engine.deadLetters().retry(retried, "fails", null, "the recorder", "it fails again");
        parked(engine, retried, 1);
        engine.deadLetters().retry(retried, "fails", "{\"id\":\"fixed\"}", "the recorder", "with another payload");
        var delivered = IDS.deadLetter(ORDER.id(), retried, "fails");
        write("DeadLetter-delivered", settled(delivered));
        write("DeadLetter-edited", firstRun(delivered));
        var discarded = letter(engine);
        engine.deadLetters().discard(discarded, "fails", "the recorder", "nobody needs it");
        write("DeadLetter-discarded", settled(IDS.deadLetter(ORDER.id(), discarded, "fails")));
    }

    /**
     * Letters that are retried with a pause between, and events that are replayed: to one who takes them, and to one who does not.
     */
    private void operations(FanoutEngine engine) throws IOException {
        var letters = List.of(letter(engine), letter(engine), letter(engine));
        var retry = new OperationPlan.Retry(DeadLetterQuery.PARKED);
        var retried = engine.operations()
                .draft(retry, OperationPace.defaults().perSecond(2).pausingAfter(2), "the recorder", "they fail again");
        engine.operations().start(retried, "the recorder", "they fail again");
        reached(engine, retried, OperationStatus.PAUSED);
        engine.operations().resume(retried, "the recorder", "all of them");
        reached(engine, retried, OperationStatus.COMPLETED);
        write("Operation-retry", settled(IDS.operation(retried)));
        write("DeadLetter-retried", firstRun(IDS.deadLetter(ORDER.id(), letters.get(0), "fails")));
        var replay =
                OperationPlan.Replay.of(EventSelection.ALL.ofType(ORDER.id())).again();
        var replayed = engine.operations().draft(replay, OperationPace.defaults(), "the recorder", "once more");
        engine.operations().start(replayed, "the recorder", "once more");
        reached(engine, replayed, OperationStatus.COMPLETED);
        write("Operation-replay", settled(IDS.operation(replayed)));
        for (var subscription : List.of("works", "fails")) {
            var run = IDS.replay(replayed, ORDER.id(), letters.get(0), subscription);
            write("Replay-" + subscription, settled(run));
        }
        var cancelled = engine.operations().draft(replay, OperationPace.defaults(), "the recorder", "never");
        reached(engine, cancelled, OperationStatus.DRAFT);
        engine.operations().cancel(cancelled, "the recorder", "never");
        write("Operation-cancelled", settled(IDS.operation(cancelled)));
    }

    /** An erasure removes its run at the end: this is what there is of it while it waits for what is on its way. */
    private void erased(FanoutEngine engine) throws IOException {
        var event = engine.fanout()
                .publish(COUPON, new Coupon("c-9"), PublishOptions.defaults())
                .eventId();
        await().atMost(60, SECONDS).until(() -> engine.erasures().count(new Erasable.OfEvent(COUPON.id(), event)) == 1);
        var id = engine.erasures().erase(new Erasable.OfEvent(COUPON.id(), event), "the recorder", "to record it");
        var run = IDS.erasure(id);
        await().atMost(60, SECONDS)
                .until(() -> client.fetchHistory(run).toJson(false).contains("TIMER_STARTED"));
        write("Erasure-waiting", firstRun(run));
    }

    private static void reached(FanoutEngine engine, String operation, OperationStatus status) {
        await().atMost(60, SECONDS)
                .until(() -> engine.operations().get(operation).status() == status);
    }

    private static String letter(FanoutEngine engine) {
        var event = engine.fanout()
                .publish(ORDER, new Order("broken"), PublishOptions.defaults())
                .eventId();
        parked(engine, event, 0);
        return event;
    }

    private static void parked(FanoutEngine engine, String event, int round) {
        await().atMost(60, SECONDS)
                .until(() -> engine.deadLetters()
                        .find(event, "fails")
                        .map(DeadLetter::summary)
                        .filter(it -> it.status() == DeadLetterStatus.PARKED && it.round() == round)
                        .isPresent());
    }

    /** An event of a group whose chosen member nobody serves. */
    private void passedOn(FanoutEngine engine) throws IOException {
        for (var parcel = 0; ; parcel++) {
            var publication = engine.fanout().publish(PACKED, new Packed("p-" + parcel), PublishOptions.defaults());
            var fanOut = settled(publication.workflowId());
            var away = IDS.delivery(PACKED.id(), publication.eventId(), "away");
            if (client.fetchHistory(fanOut.getWorkflowId()).toJson(false).contains(away)) {
                write("FanOut-passed-on", fanOut);
                write("Delivery-passed-on", settled(away));
                return;
            }
        }
    }

    private static EventEnvelope foreign(String id, String type, String payload) {
        return EventEnvelope.of(id, type, payload, Instant.EPOCH);
    }

    private String startDirectly(EventEnvelope event) {
        var id = IDS.event(event.type(), event.id(), event.idempotencyKey());
        client.newUntypedWorkflowStub(
                        FanOut.TYPE,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(id)
                                .setTaskQueue(new TaskQueues(BUS).engine())
                                .build())
                .start(event);
        return id;
    }

    private WorkflowExecution settled(String workflowId) {
        await().atMost(60, SECONDS)
                .until(() -> client.fetchHistory(workflowId)
                        .getLastEvent()
                        .getEventType()
                        .name()
                        .matches(".*EXECUTION_(COMPLETED|FAILED)"));
        return WorkflowExecution.newBuilder().setWorkflowId(workflowId).build();
    }

    private void write(String name, WorkflowExecution execution) throws IOException {
        var history = client.fetchHistory(execution.getWorkflowId(), execution.getRunId());
        Files.writeString(folder.resolve(name + ".json"), history.toJson(true));
    }
}
