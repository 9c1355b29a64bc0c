package sh.fanout.workflows;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowUpdateHandle;
import io.temporal.common.interceptors.WorkflowClientCallsInterceptor;
import io.temporal.common.interceptors.WorkflowClientCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowClientInterceptorBase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sh.fanout.ErrorCode;
import sh.fanout.EventType;
import sh.fanout.FanoutException;
import sh.fanout.PublishOptions;
import sh.fanout.deadletter.DeadLetterAction;
import sh.fanout.deadletter.DeadLetterCount;
import sh.fanout.deadletter.DeadLetterQuery;
import sh.fanout.deadletter.DeadLetterStatus;
import sh.fanout.filter.Filter;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.log.EventSelection;
import sh.fanout.log.EventStatus;
import sh.fanout.log.LoggedDelivery;
import sh.fanout.operation.Operation;
import sh.fanout.operation.OperationAction;
import sh.fanout.operation.OperationItem;
import sh.fanout.operation.OperationItem.Status;
import sh.fanout.operation.OperationItemQuery;
import sh.fanout.operation.OperationPace;
import sh.fanout.operation.OperationPlan;
import sh.fanout.operation.OperationProgress;
import sh.fanout.operation.OperationQuery;
import sh.fanout.operation.OperationStatus;
import sh.fanout.subscription.DeliveryContext;
import sh.fanout.subscription.RetryLaterException;
import sh.fanout.subscription.RetryPolicy;
import sh.fanout.subscription.Subscription;
import sh.fanout.workflows.log.FlakyEventLog;
import sh.fanout.workflows.temporal.WorkflowIds;

/** Replays, and retries and discards of many dead letters. */
abstract class OperationContract extends EngineContract {

    record Order(String id, int amount) {}

    static final EventType<Order> ORDER = EventType.of("order.created", Order.class);

    final Set<String> broken = ConcurrentHashMap.newKeySet();
    final ConcurrentLinkedQueue<String> handled = new ConcurrentLinkedQueue<>();

    @Test
    void retriesAllThatAQueryMatchesAndKeepsEveryOutcome() {
        var engine = start(mailing());
        var events = publishBroken(engine, 6);
        broken.removeIf(id -> !id.equals("o-3"));

        var id = retryOf(engine, OperationPace.UNLIMITED);
        var draft = awaitStatus(engine, id, OperationStatus.DRAFT);
        assertThat(draft.progress().total()).isEqualTo(6);
        assertThat(draft.progress().remaining()).isEqualTo(6);
        assertThat(handled).isEmpty();
        engine.operations().start(id, "bob", "mail is back");

        var completed = awaitStatus(engine, id, OperationStatus.COMPLETED);
        assertThat(completed.progress().done()).isEqualTo(5);
        assertThat(completed.progress().failed()).isEqualTo(1);
        assertThat(handled).containsExactlyInAnyOrder("o-0", "o-1", "o-2", "o-4", "o-5");
        assertThat(items(engine, id, Status.FAILED)).singleElement().satisfies(it -> {
            assertThat(it.eventId()).isEqualTo(events.get(3));
            assertThat(it.reason()).isEqualTo("java.lang.IllegalStateException: no mail for o-3");
        });
        var letter = engine.deadLetters().get(events.get(3), "mail");
        assertThat(letter.summary().round()).isEqualTo(1);
        assertThat(letter.actions())
                .extracting(DeadLetterAction::who, DeadLetterAction::why, DeadLetterAction::operation)
                .containsExactly(tuple("bob", "mail is back", id));
        assertThat(engine.operations().page(OperationQuery.newest()).operations())
                .extracting(Operation::id)
                .contains(id);
    }

    @Test
    void waitsAfterTheFirstItemsAndGoesOnWhenSomebodySaysSo() {
        var engine = start(mailing());
        publishBroken(engine, 5);
        broken.clear();

        var id = retryOf(engine, OperationPace.UNLIMITED.pausingAfter(2));
        engine.operations().start(id, "alice", "carefully");

        var paused = awaitStatus(engine, id, OperationStatus.PAUSED);
        assertThat(paused.problem()).contains("2 items");
        await().atMost(60, SECONDS)
                .until(() -> engine.operations().get(id).progress().done() == 2);
        assertThat(handled).hasSize(2);
        engine.operations().resume(id, "alice", "looks good");
        assertThat(awaitStatus(engine, id, OperationStatus.COMPLETED).progress().done())
                .isEqualTo(5);
        assertThat(handled).hasSize(5);
    }

    @Test
    void beginsWithNoFurtherItemSoonAfterAPause() {
        var slow = new AtomicBoolean();
        var engine = start(settings("shop")
                .subscriptions(List.of(mailing()))
                .interceptors(List.of(new SlowLetters(slow)), List.of()));
        publishBroken(engine, 48);
        broken.clear();
        var id = retryOf(engine, OperationPace.UNLIMITED);
        awaitStatus(engine, id, OperationStatus.DRAFT);
        slow.set(true);
        engine.operations().start(id, "alice", "mail is back");
        await().atMost(60, SECONDS).until(() -> !handled.isEmpty());

        engine.operations().pause(id, "bob", "it does not cope");

        var run = client().newUntypedWorkflowStub(new WorkflowIds(bus).operation(id));
        await().atMost(60, SECONDS)
                .until(() -> run.describe()
                        .getRawDescription()
                        .getPendingActivitiesList()
                        .isEmpty());
        assertThat(handled).hasSizeLessThan(48);
        assertThat(engine.operations().get(id).status()).isEqualTo(OperationStatus.PAUSED);
        slow.set(false);
        engine.operations().resume(id, "bob", "it copes");
        assertThat(awaitStatus(engine, id, OperationStatus.COMPLETED).progress().done())
                .isEqualTo(48);
        assertThat(handled).hasSize(48).doesNotHaveDuplicates();
    }

    /** Has those wait who act on a letter. */
    private static final class SlowLetters extends WorkflowClientInterceptorBase {

        private final AtomicBoolean slow;

        SlowLetters(AtomicBoolean slow) {
            this.slow = slow;
        }

        @Override
        public WorkflowClientCallsInterceptor workflowClientCallsInterceptor(WorkflowClientCallsInterceptor next) {
            return new WorkflowClientCallsInterceptorBase(next) {
                @Override
                public <R> WorkflowUpdateHandle<R> startUpdate(StartUpdateInput<R> input) {
                    if (slow.get()
                            && input.getWorkflowExecution().getWorkflowId().contains("/dead-letter/")) {
                        LockSupport.parkNanos(SECONDS.toNanos(3));
                    }
                    return super.startUpdate(input);
                }
            };
        }
    }

    @Test
    void hasFailedOnceItsRunWasEndedFromOutside() {
        var engine = start(mailing());
        publishBroken(engine, 3);
        broken.clear();
        var id = retryOf(engine, OperationPace.perSecond(0.01));
        engine.operations().start(id, "alice", "slowly");
        await().atMost(60, SECONDS)
                .until(() -> engine.operations().get(id).progress().done() == 1);

        client().newUntypedWorkflowStub(new WorkflowIds(bus).operation(id)).terminate("it is in the way");

        assertThat(listed(engine, OperationStatus.FAILED)).containsExactly(id);
        assertThat(listed(engine, OperationStatus.RUNNING)).isEmpty();
        var ended = engine.operations().get(id);
        assertThat(ended.status()).isEqualTo(OperationStatus.FAILED);
        assertThat(ended.problem()).contains("ended from outside", "it is in the way");
        assertThat(ended.changed()).isAfter(ended.created());
        assertThat(ended.progress().remaining()).isEqualTo(2);
        refused(ErrorCode.NOTHING_TO_DECIDE, "failed", () -> engine.operations().resume(id, "alice", "please"));
    }

    @Test
    void hasFailedOnceTemporalDoesNotHaveItsRunAnyMore() {
        var engine = start(mailing());
        var gone = running("retry-gone", Instant.now().minus(Duration.ofHours(1)));
        var young = running("retry-young", Instant.now());

        var ended = engine.operations().get(gone);

        assertThat(ended.status()).isEqualTo(OperationStatus.FAILED);
        assertThat(ended.problem()).isEqualTo("Temporal does not have its run any more");
        assertThat(engine.operations().get(young).status()).isEqualTo(OperationStatus.RUNNING);
        assertThat(listed(engine, OperationStatus.FAILED)).containsExactly(gone);
    }

    private String running(String id, Instant since) {
        var plan = new OperationPlan.Retry(DeadLetterQuery.parked());
        var asked = new OperationAction(OperationAction.Kind.DRAFT, null, "alice", "mail is back", since);
        var progress = new OperationProgress(0, 0, 0, 0, 0, null);
        log().operations()
                .write(
                        new Operation(
                                id,
                                plan,
                                OperationStatus.RUNNING,
                                OperationPace.UNLIMITED,
                                since,
                                since,
                                progress,
                                List.of(asked),
                                null),
                        1);
        return id;
    }

    @Test
    void replaysEventsWhoseFanOutsWereEndedFromOutside() {
        var engine = start(settings("shop").subscriptions(List.of(holding())));
        broken.add("head");
        publish(engine, new Order("head", 0), PublishOptions.orderingKey("k"));
        var waiting = engine.fanout().publish(ORDER, new Order("waiting", 1), PublishOptions.orderingKey("k"));
        var scheduled =
                engine.fanout().publish(ORDER, new Order("scheduled", 1), PublishOptions.delay(Duration.ofHours(1)));
        for (var event : List.of(waiting, scheduled)) {
            await().atMost(60, SECONDS).until(() -> logged(event.eventId()).isPresent());
            client().newUntypedWorkflowStub(event.workflowId()).terminate("it is in the way");
        }

        var id = draft(engine, orders().matching(Filter.field("amount").gte(1)));
        engine.operations().start(id, "alice", "they have ended");

        assertThat(awaitStatus(engine, id, OperationStatus.COMPLETED).progress().done())
                .isEqualTo(2);
        assertThat(handled).containsExactlyInAnyOrder("waiting", "scheduled");
        assertThat(List.of(waiting, scheduled))
                .allSatisfy(it -> assertThat(
                                logged(it.eventId()).orElseThrow().status().settled())
                        .isTrue());
    }

    private Subscription<Order> holding() {
        return Subscription.to(ORDER).id("hold").handler((order, context) -> {
            if (broken.contains(order.id())) {
                throw new RetryLaterException(Duration.ofHours(1), "not now");
            }
            return handled.add(order.id());
        });
    }

    @Test
    void discardsLettersWhoseRunsWereEndedFromOutside() {
        var engine = start(mailing());
        for (var event : publishBroken(engine, 2)) {
            client().newUntypedWorkflowStub(new WorkflowIds(bus).deadLetter(ORDER.id(), event, "mail"))
                    .terminate("it is in the way");
        }

        var plan = new OperationPlan.Discard(DeadLetterQuery.parked());
        var id = engine.operations().draft(plan, OperationPace.UNLIMITED, "alice", "test orders");
        engine.operations().start(id, "alice", "test orders");

        assertThat(awaitStatus(engine, id, OperationStatus.COMPLETED).progress().done())
                .isEqualTo(2);
        assertThat(log().countDeadLetters(DeadLetterQuery.parked())).isEqualTo(DeadLetterCount.NONE);
    }

    private static List<String> listed(FanoutEngine engine, OperationStatus status) {
        return engine.operations().page(new OperationQuery(null, status, null, 10)).operations().stream()
                .map(Operation::id)
                .toList();
    }

    @Test
    void endsWhenItIsCancelledAndLeavesTheRestAsItWas() {
        var engine = start(mailing());
        publishBroken(engine, 5);
        broken.clear();
        var id = retryOf(engine, OperationPace.perSecond(0.01));
        engine.operations().start(id, "alice", "slowly");
        await().atMost(60, SECONDS)
                .until(() -> engine.operations().get(id).progress().done() == 1);

        engine.operations().cancel(id, "bob", "not now");

        var cancelled = awaitStatus(engine, id, OperationStatus.CANCELLED);
        assertThat(cancelled.progress().remaining()).isEqualTo(4);
        assertThat(engine.deadLetters().page(DeadLetterQuery.parked()).letters())
                .hasSize(4);
        refused(ErrorCode.NOTHING_TO_DECIDE, "bob", () -> engine.operations().resume(id, "alice", "please"));
        refused(ErrorCode.NOTHING_TO_DECIDE, "bob", () -> engine.operations().cancel(id, "carol", "too"));
    }

    @Test
    void endsWhenItIsCancelledWhileItsItemsCannotBeRead() {
        var flaky = new FlakyEventLog(log());
        var engine = start(settings("shop", flaky).subscriptions(List.of(mailing())));
        publishBroken(engine, 2);
        var id = retryOf(engine, OperationPace.UNLIMITED);
        awaitStatus(engine, id, OperationStatus.DRAFT);
        flaky.loseItems();
        engine.operations().start(id, "alice", "mail is back");
        var run = client().newUntypedWorkflowStub(new WorkflowIds(bus).operation(id));
        await().atMost(60, SECONDS)
                .until(() -> !run.describe()
                        .getRawDescription()
                        .getPendingActivitiesList()
                        .isEmpty());

        engine.operations().cancel(id, "bob", "not now");

        await().atMost(30, SECONDS)
                .until(() -> run.describe().getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED);
        assertThat(engine.operations().get(id).status()).isEqualTo(OperationStatus.CANCELLED);
    }

    @Test
    void changesItsRateWhileItRuns() {
        var engine = start(mailing());
        publishBroken(engine, 4);
        broken.clear();
        var id = retryOf(engine, OperationPace.perSecond(0.01));
        engine.operations().start(id, "alice", "slowly");
        await().atMost(60, SECONDS)
                .until(() -> engine.operations().get(id).progress().done() == 1);

        engine.operations().changeRate(id, null, "alice", "it copes");

        assertThat(awaitStatus(engine, id, OperationStatus.COMPLETED).progress().done())
                .isEqualTo(4);
    }

    @Test
    void discardsManyWithOneReason() {
        var engine = start(mailing());
        var events = publishBroken(engine, 3);

        var plan = new OperationPlan.Discard(DeadLetterQuery.parked());
        var id = engine.operations().draft(plan, OperationPace.UNLIMITED, "alice", "test orders");
        engine.operations().start(id, "alice", "test orders");

        assertThat(awaitStatus(engine, id, OperationStatus.COMPLETED).progress().done())
                .isEqualTo(3);
        for (var event : events) {
            var letter = engine.deadLetters().get(event, "mail");
            assertThat(letter.summary().status()).isEqualTo(DeadLetterStatus.DISCARDED);
            assertThat(letter.actions()).extracting(DeadLetterAction::why).containsExactly("test orders");
        }
    }

    @Test
    void leavesOutWhatSomebodyElseHasDoneMeanwhile() {
        var engine = start(mailing());
        var events = publishBroken(engine, 2);
        broken.clear();
        var id = retryOf(engine, OperationPace.UNLIMITED);
        awaitStatus(engine, id, OperationStatus.DRAFT);

        engine.deadLetters().discard(events.get(0), "mail", "carol", "mine");
        engine.operations().start(id, "alice", "all of them");

        assertThat(awaitStatus(engine, id, OperationStatus.COMPLETED).progress().done())
                .isEqualTo(1);
        assertThat(items(engine, id, Status.SKIPPED)).singleElement().satisfies(it -> {
            assertThat(it.eventId()).isEqualTo(events.get(0));
            assertThat(it.reason()).isNotBlank();
        });
    }

    @Test
    void deliversRecordedEventsToWhoCameLater() {
        var engine = start(mailing());
        var events = IntStream.range(0, 4)
                .mapToObj(n -> publish(engine, new Order("o-" + n, n), PublishOptions.none()))
                .toList();
        events.forEach(this::settled);
        var deliveries = new ConcurrentLinkedQueue<DeliveryContext>();
        var auditing = Subscription.to(ORDER)
                .id("audit")
                .filter(Filter.field("amount").gte(1))
                .handler((order, context) -> deliveries.add(context));
        var later = start(settings("audit").subscriptions(List.of(auditing)));

        var plan =
                OperationPlan.Replay.of(orders().matching(Filter.field("amount").lte(2)));
        var id = later.operations().draft(plan, OperationPace.UNLIMITED, "alice", "audit is new");
        var draft = awaitStatus(later, id, OperationStatus.DRAFT);
        assertThat(draft.progress().total()).isEqualTo(5);
        assertThat(draft.progress().skipped()).isEqualTo(3);
        assertThat(later.operations().progress(id))
                .hasEntrySatisfying("audit", it -> assertThat(it.remaining()).isEqualTo(2));
        later.operations().start(id, "alice", "audit is new");

        var completed = awaitStatus(later, id, OperationStatus.COMPLETED);
        assertThat(completed.progress().done()).isEqualTo(2);
        assertThat(completed.progress().skipped()).isEqualTo(3);
        assertThat(deliveries)
                .extracting(it -> it.event().id(), DeliveryContext::deliveryId, DeliveryContext::replay)
                .containsExactlyInAnyOrder(
                        tuple(events.get(1), events.get(1) + "/audit/" + id, id),
                        tuple(events.get(2), events.get(2) + "/audit/" + id, id));
        assertThat(handled).hasSize(4);
        assertThat(settled(events.get(1)).deliveries())
                .extracting(LoggedDelivery::subscription, LoggedDelivery::replay)
                .containsExactly(tuple("audit", id), tuple("mail", null));
        assertThat(items(later, id, Status.SKIPPED))
                .allSatisfy(it -> assertThat(it.reason()).isEqualTo("it has been delivered already"));

        var again = later.operations().draft(plan, OperationPace.UNLIMITED, "alice", "once more");
        assertThat(awaitStatus(later, again, OperationStatus.DRAFT).progress().remaining())
                .isZero();
    }

    @Test
    void keepsTheOrderOfEachKey() {
        var engine = start(mailing());
        var keys = List.of("a", "b");
        IntStream.range(0, 6)
                .mapToObj(n ->
                        publish(engine, new Order(keys.get(n % 2) + n, n), PublishOptions.orderingKey(keys.get(n % 2))))
                .toList()
                .forEach(this::settled);
        handled.clear();
        broken.add("a2");

        var id = engine.operations()
                .draft(OperationPlan.Replay.of(orders()).to("mail").again(), OperationPace.UNLIMITED, "alice", "again");
        engine.operations().start(id, "alice", "again");

        var completed = awaitStatus(engine, id, OperationStatus.COMPLETED);
        assertThat(completed.progress().done()).isEqualTo(5);
        assertThat(handled.stream().filter(it -> it.startsWith("a"))).containsExactly("a0", "a4");
        assertThat(handled.stream().filter(it -> it.startsWith("b"))).containsExactly("b1", "b3", "b5");
        assertThat(engine.deadLetters().page(DeadLetterQuery.parked()).letters())
                .hasSize(1);
    }

    @Test
    void leavesOutWhatARetryDeliversAtThisMoment() {
        var begun = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        var engine = start(Subscription.to(ORDER).id("mail").retry(twice()).handler((order, context) -> {
            if (!broken.contains(order.id())) {
                begun.countDown();
                mayEnd.await(60, SECONDS);
            }
            return mail(order, context);
        }));
        var event = publishBroken(engine, 1).get(0);
        var id = draft(engine, orders());
        awaitStatus(engine, id, OperationStatus.DRAFT);
        broken.clear();
        engine.deadLetters().retry(event, "mail", null, "bob", "mail is back");
        await().atMost(30, SECONDS).until(() -> begun.getCount() == 0);

        engine.operations().start(id, "alice", "why not");

        assertThat(awaitStatus(engine, id, OperationStatus.COMPLETED).progress().skipped())
                .isEqualTo(1);
        assertThat(items(engine, id, Status.SKIPPED))
                .extracting(OperationItem::reason)
                .containsExactly("another run delivers it at this moment");
        mayEnd.countDown();
        await().atMost(60, SECONDS)
                .until(() -> engine.deadLetters().get(event, "mail").summary().status() == DeadLetterStatus.DELIVERED);
        assertThat(handled).containsExactly("o-0");
        assertThat(settled(event).deliveries()).hasSize(1);
    }

    @Test
    void returnsToTheSameLetterUntilAReplayDelivers() {
        var engine = start(mailing());
        var event = publishBroken(engine, 1).get(0);

        var first = replayAll(engine);
        assertThat(awaitStatus(engine, first, OperationStatus.COMPLETED)
                        .progress()
                        .failed())
                .isEqualTo(1);
        var letter = engine.deadLetters().get(event, "mail");
        await().atMost(60, SECONDS)
                .until(() -> engine.deadLetters().get(event, "mail").summary().round() == 1);
        assertThat(letter.summary().status()).isEqualTo(DeadLetterStatus.PARKED);
        broken.clear();
        var second = replayAll(engine);
        assertThat(awaitStatus(engine, second, OperationStatus.COMPLETED)
                        .progress()
                        .done())
                .isEqualTo(1);

        await().atMost(60, SECONDS)
                .until(() -> engine.deadLetters().get(event, "mail").summary().status() == DeadLetterStatus.DELIVERED);
        await().atMost(60, SECONDS).until(() -> settled(event).status() == EventStatus.DELIVERED);
        assertThat(settled(event).deliveries())
                .extracting(LoggedDelivery::replay, LoggedDelivery::status)
                .containsExactlyInAnyOrder(
                        tuple(null, DeliveryStatus.FAILED),
                        tuple(first, DeliveryStatus.FAILED),
                        tuple(second, DeliveryStatus.DELIVERED));
    }

    @Test
    void draftsOncePerKey() {
        var engine = start(mailing());
        publishBroken(engine, 1);
        var letters = new OperationPlan.Retry(DeadLetterQuery.parked());

        // At once the log has none of them yet, and Temporal tells which was first.
        var ids = IntStream.range(0, 4)
                .parallel()
                .mapToObj(
                        n -> engine.operations().draft(letters, OperationPace.UNLIMITED, "k", "alice", "mail is back"))
                .distinct()
                .toList();

        assertThat(ids).hasSize(1);
        awaitStatus(engine, ids.get(0), OperationStatus.DRAFT);
        assertThat(engine.operations().page(OperationQuery.newest()).operations())
                .hasSize(1);
        var others = new OperationPlan.Retry(new DeadLetterQuery(
                null,
                "mail",
                DeadLetterStatus.PARKED,
                Set.of(),
                null,
                null,
                null,
                DeadLetterQuery.parked().limit()));
        refused(
                ErrorCode.IDEMPOTENCY_CONFLICT,
                ids.get(0),
                () -> engine.operations().draft(others, OperationPace.UNLIMITED, "k", "alice", "mail is back"));
        var discard = new OperationPlan.Discard(DeadLetterQuery.parked());
        assertThat(engine.operations().draft(discard, OperationPace.UNLIMITED, "k", "alice", "test orders"))
                .isNotEqualTo(ids.get(0));
    }

    @Test
    void refusesPlansThatMakeNoSense() {
        var engine = start(mailing());
        settled(publish(engine, new Order("o-1", 1), PublishOptions.none()));
        var noon = Instant.parse("2026-11-24T12:00:00Z");
        var backwards = orders().since(noon).before(noon.minusSeconds(1));
        var longAgo = orders().before(noon.minusSeconds(99_999_999));

        refused(ErrorCode.INVALID_REQUEST, "is empty", () -> draft(engine, backwards));
        refused(ErrorCode.INVALID_REQUEST, "No event matches", () -> draft(engine, longAgo));
        refused(
                ErrorCode.INVALID_FILTER,
                "$gtee",
                () -> draft(engine, orders().matching(Filter.json("{\"amount\":[{\"$gtee\":1}]}"))));
        refused(
                ErrorCode.SUBSCRIPTION_GONE,
                "nobody",
                () -> engine.operations()
                        .draft(
                                OperationPlan.Replay.of(orders()).to("nobody"),
                                OperationPace.UNLIMITED,
                                "alice",
                                "why not"));
        refused(ErrorCode.INVALID_REQUEST, "No parked", () -> retryOf(engine, OperationPace.UNLIMITED));
        refused(ErrorCode.NOT_FOUND, "no operation", () -> engine.operations().start("replay-0", "alice", "why not"));
        assertThat(engine.operations().page(OperationQuery.newest()).operations())
                .isEmpty();
    }

    List<String> publishBroken(FanoutEngine engine, int count) {
        IntStream.range(0, count).forEach(n -> broken.add("o-" + n));
        var events = IntStream.range(0, count)
                .mapToObj(n -> publish(engine, new Order("o-" + n, n), PublishOptions.none()))
                .toList();
        events.forEach(event -> await().atMost(60, SECONDS)
                .until(() -> engine.deadLetters().find(event, "mail").isPresent()));
        return events;
    }

    static String retryOf(FanoutEngine engine, OperationPace pace) {
        return engine.operations()
                .draft(new OperationPlan.Retry(DeadLetterQuery.parked()), pace, "alice", "mail is back");
    }

    private static String replayAll(FanoutEngine engine) {
        var id = draft(engine, orders());
        engine.operations().start(id, "alice", "why not");
        return id;
    }

    private static String draft(FanoutEngine engine, EventSelection events) {
        return engine.operations().draft(OperationPlan.Replay.of(events), OperationPace.UNLIMITED, "alice", "why not");
    }

    private static EventSelection orders() {
        return EventSelection.of("order.*");
    }

    private static List<OperationItem> items(FanoutEngine engine, String id, Status status) {
        return engine.operations().items(new OperationItemQuery(id, status, null, 0, 100));
    }

    static Operation awaitStatus(FanoutEngine engine, String id, OperationStatus status) {
        Predicate<Operation> there = it -> it.status() == status;
        return Objects.requireNonNull(await().atMost(90, SECONDS)
                .until(() -> engine.operations().find(id).filter(there).orElse(null), Objects::nonNull));
    }

    private static void refused(ErrorCode code, String words, Runnable act) {
        assertThatExceptionOfType(FanoutException.class)
                .isThrownBy(act::run)
                .withMessageContaining(words)
                .satisfies(it -> assertThat(it.code()).isEqualTo(code));
    }

    private Object mail(Order order, DeliveryContext context) {
        if (broken.contains(order.id())) {
            throw new IllegalStateException("no mail for " + order.id());
        }
        return handled.add(order.id());
    }

    Subscription<Order> mailing() {
        return Subscription.to(ORDER).id("mail").retry(twice()).handler(this::mail);
    }

    private static RetryPolicy twice() {
        return RetryPolicy.defaults().attempts(2).backoff(Duration.ofMillis(10), 1, Duration.ofMillis(10));
    }

    private static String publish(FanoutEngine engine, Order order, PublishOptions options) {
        return engine.fanout().publish(ORDER, order, options).eventId();
    }

    private FanoutEngine start(Subscription<?>... subscriptions) {
        return start(settings("shop").subscriptions(List.of(subscriptions)));
    }
}
