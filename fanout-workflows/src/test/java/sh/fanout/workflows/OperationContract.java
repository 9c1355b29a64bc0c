package sh.fanout.workflows;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sh.fanout.ErrorCode;
import sh.fanout.PublishOptions;
import sh.fanout.deadletter.DeadLetterAction;
import sh.fanout.deadletter.DeadLetterQuery;
import sh.fanout.deadletter.DeadLetterStatus;
import sh.fanout.filter.Filter;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.log.EventStatus;
import sh.fanout.log.LoggedDelivery;
import sh.fanout.operation.Operation;
import sh.fanout.operation.OperationItem;
import sh.fanout.operation.OperationItem.Status;
import sh.fanout.operation.OperationPace;
import sh.fanout.operation.OperationPlan;
import sh.fanout.operation.OperationQuery;
import sh.fanout.operation.OperationStatus;
import sh.fanout.subscription.DeliveryContext;
import sh.fanout.subscription.Subscription;
import sh.fanout.workflows.log.FlakyEventLog;
import sh.fanout.workflows.temporal.WorkflowIds;

/** Replays, and retries and discards of many dead letters. */
abstract class OperationContract extends MailedOrders {

    /** Nearly a whole batch, and so many that a pause is long noticed before the last of them begin. */
    private static final int MANY = 96;

    @Test
    void retriesAllThatAQueryMatchesAndKeepsEveryOutcome() {
        var engine = start(mailing());
        var events = publishBroken(engine, 6);
        broken.removeIf(id -> !id.equals("o-3"));

        var id = retryOf(engine, OperationPace.defaults());
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
        assertThat(engine.operations().page(OperationQuery.ALL).operations())
                .extracting(Operation::id)
                .contains(id);
    }

    @Test
    void waitsAfterTheFirstItemsAndGoesOnWhenSomebodySaysSo() {
        var engine = start(mailing());
        publishBroken(engine, 5);
        broken.clear();

        var id = retryOf(engine, OperationPace.defaults().pausingAfter(2));
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
        publishBroken(engine, MANY);
        broken.clear();
        var id = retryOf(engine, OperationPace.defaults());
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
        assertThat(handled).hasSizeLessThan(MANY);
        assertThat(engine.operations().get(id).status()).isEqualTo(OperationStatus.PAUSED);
        slow.set(false);
        engine.operations().resume(id, "bob", "it copes");
        assertThat(awaitStatus(engine, id, OperationStatus.COMPLETED).progress().done())
                .isEqualTo(MANY);
        assertThat(handled).hasSize(MANY).doesNotHaveDuplicates();
    }

    @Test
    void beginsWithAllItWasAskedToThoughItsRateChangesMeanwhile() {
        var slow = new AtomicBoolean();
        var engine = start(settings("shop")
                .subscriptions(List.of(mailing()))
                .interceptors(List.of(new SlowLetters(slow)), List.of()));
        publishBroken(engine, 25);
        broken.clear();
        var id = retryOf(engine, OperationPace.defaults().pausingAfter(25));
        awaitStatus(engine, id, OperationStatus.DRAFT);
        slow.set(true);
        engine.operations().start(id, "alice", "carefully");
        awaitStatus(engine, id, OperationStatus.PAUSED);

        engine.operations().changeRate(id, 100.0, "bob", "it copes");

        assertThat(awaitStatus(engine, id, OperationStatus.COMPLETED).progress().done())
                .isEqualTo(25);
    }

    @Test
    void changesItsRateWhileItRuns() {
        var engine = start(mailing());
        publishBroken(engine, 4);
        broken.clear();
        var id = retryOf(engine, OperationPace.defaults().perSecond(0.01));
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

        var plan = new OperationPlan.Discard(DeadLetterQuery.PARKED);
        var id = engine.operations().draft(plan, OperationPace.defaults(), "alice", "test orders");
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
        var id = retryOf(engine, OperationPace.defaults());
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
                .mapToObj(n -> publish(engine, new Order("o-" + n, n), PublishOptions.defaults()))
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
        var id = later.operations().draft(plan, OperationPace.defaults(), "alice", "audit is new");
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

        var again = later.operations().draft(plan, OperationPace.defaults(), "alice", "once more");
        assertThat(awaitStatus(later, again, OperationStatus.DRAFT).progress().remaining())
                .isZero();
    }

    @Test
    void keepsTheOrderOfEachKey() {
        var engine = start(mailing());
        var keys = List.of("a", "b");
        IntStream.range(0, 6)
                .mapToObj(n -> publish(
                        engine,
                        new Order(keys.get(n % 2) + n, n),
                        PublishOptions.defaults().orderingKey(keys.get(n % 2))))
                .toList()
                .forEach(this::settled);
        handled.clear();
        broken.add("a2");

        var id = engine.operations()
                .draft(
                        OperationPlan.Replay.of(orders()).to("mail").again(),
                        OperationPace.defaults(),
                        "alice",
                        "again");
        engine.operations().start(id, "alice", "again");

        var completed = awaitStatus(engine, id, OperationStatus.COMPLETED);
        assertThat(completed.progress().done()).isEqualTo(5);
        assertThat(handled.stream().filter(it -> it.startsWith("a"))).containsExactly("a0", "a4");
        assertThat(handled.stream().filter(it -> it.startsWith("b"))).containsExactly("b1", "b3", "b5");
        assertThat(engine.deadLetters().page(DeadLetterQuery.PARKED).letters()).hasSize(1);
    }

    @Test
    void leavesOutWhatARetryDeliversAtThisMoment() {
        var gate = new Gate();
        var engine = start(mailing(gate, (order, context) -> !broken.contains(order.id())));
        var event = publishBroken(engine, 1).get(0);
        var id = draft(engine, orders());
        awaitStatus(engine, id, OperationStatus.DRAFT);
        broken.clear();
        engine.deadLetters().retry(event, "mail", null, "bob", "mail is back");
        gate.awaitBegun();

        engine.operations().start(id, "alice", "why not");

        assertThat(awaitStatus(engine, id, OperationStatus.COMPLETED).progress().skipped())
                .isEqualTo(1);
        assertThat(items(engine, id, Status.SKIPPED))
                .extracting(OperationItem::reason)
                .containsExactly("another run delivers it at this moment");
        gate.open();
        await().atMost(60, SECONDS)
                .until(() -> engine.deadLetters().get(event, "mail").summary().status() == DeadLetterStatus.DELIVERED);
        assertThat(handled).containsExactly("o-0");
        assertThat(settled(event).deliveries()).hasSize(1);
    }

    @Test
    void leavesOutLettersWhoseEventAReplayDeliversAtThisMoment() {
        var gate = new Gate();
        var engine = start(mailing(gate, (order, context) -> !broken.contains(order.id())));
        var event = publishBroken(engine, 1).get(0);
        var before = engine.deadLetters().get(event, "mail");
        broken.clear();
        var replay = replayAll(engine);
        gate.awaitBegun();

        var id = retryOf(engine, OperationPace.defaults());
        engine.operations().start(id, "bob", "mail is back");

        assertThat(awaitStatus(engine, id, OperationStatus.COMPLETED).progress().skipped())
                .isEqualTo(1);
        assertThat(items(engine, id, Status.SKIPPED))
                .extracting(OperationItem::reason)
                .containsExactly("another run delivers it at this moment");
        var letter = engine.deadLetters().get(event, "mail");
        assertThat(letter.summary().status()).isEqualTo(DeadLetterStatus.PARKED);
        assertThat(letter.summary().error()).isEqualTo(before.summary().error());
        assertThat(letter.delivery().attempts()).isEqualTo(before.delivery().attempts());
        gate.open();
        assertThat(awaitStatus(engine, replay, OperationStatus.COMPLETED)
                        .progress()
                        .done())
                .isEqualTo(1);
        assertThat(handled).containsExactly("o-0");
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
        var letters = new OperationPlan.Retry(DeadLetterQuery.PARKED);

        // At once the log has none of them yet, and Temporal tells which was first.
        var ids = IntStream.range(0, 4)
                .parallel()
                .mapToObj(
                        n -> engine.operations().draft(letters, OperationPace.defaults(), "k", "alice", "mail is back"))
                .distinct()
                .toList();

        assertThat(ids).hasSize(1);
        awaitStatus(engine, ids.get(0), OperationStatus.DRAFT);
        assertThat(engine.operations().page(OperationQuery.ALL).operations()).hasSize(1);
        var others = new OperationPlan.Retry(DeadLetterQuery.PARKED.ofSubscription("mail"));
        refused(
                ErrorCode.IDEMPOTENCY_CONFLICT,
                ids.get(0),
                () -> engine.operations().draft(others, OperationPace.defaults(), "k", "alice", "mail is back"));
        var discard = new OperationPlan.Discard(DeadLetterQuery.PARKED);
        assertThat(engine.operations().draft(discard, OperationPace.defaults(), "k", "alice", "test orders"))
                .isNotEqualTo(ids.get(0));
    }

    @Test
    void draftsOncePerKeyAndPace() {
        var engine = start(mailing());
        publishBroken(engine, 1);
        var letters = new OperationPlan.Retry(DeadLetterQuery.PARKED);
        var careful = new OperationPace(5.0, 10L);
        var id = engine.operations().draft(letters, careful, "k", "alice", "mail is back");

        refused(
                ErrorCode.IDEMPOTENCY_CONFLICT,
                id,
                () -> engine.operations().draft(letters, OperationPace.defaults(), "k", "alice", "mail is back"));
        awaitStatus(engine, id, OperationStatus.DRAFT);
        refused(
                ErrorCode.IDEMPOTENCY_CONFLICT,
                id,
                () -> engine.operations()
                        .draft(letters, OperationPace.defaults().perSecond(5), "k", "alice", "mail is back"));
        engine.operations().changeRate(id, 7.0, "bob", "faster");
        await().atMost(60, SECONDS)
                .until(() -> Objects.equals(engine.operations().get(id).pace().rate(), 7.0));

        assertThat(engine.operations().draft(letters, careful, "k", "alice", "mail is back"))
                .isEqualTo(id);
    }

    @Test
    void startsOnceThoughTheLogIsBehind() {
        var flaky = new FlakyEventLog(log());
        var engine = start(settings("shop", flaky).subscriptions(List.of(mailing())));
        publishBroken(engine, 1);
        var started = retryOf(engine, OperationPace.defaults());
        var cancelled = retryOf(engine, OperationPace.defaults());
        List.of(started, cancelled).forEach(id -> awaitStatus(engine, id, OperationStatus.DRAFT));
        flaky.fallBehind();

        engine.operations().startOnce(started, "alice", "mail is back");
        engine.operations().cancel(cancelled, "bob", "not now");

        assertThat(engine.operations().get(started).status()).isEqualTo(OperationStatus.DRAFT);
        engine.operations().startOnce(started, "alice", "mail is back");
        refused(ErrorCode.NOTHING_TO_DECIDE, "alice", () -> engine.operations().start(started, "alice", "again"));
        refused(ErrorCode.NOTHING_TO_DECIDE, "bob", () -> engine.operations().startOnce(cancelled, "alice", "again"));
        flaky.comeBack();
        awaitStatus(engine, started, OperationStatus.COMPLETED);
        engine.operations().startOnce(started, "alice", "mail is back");
        awaitStatus(engine, cancelled, OperationStatus.CANCELLED);
        refused(ErrorCode.NOTHING_TO_DECIDE, "bob", () -> engine.operations().startOnce(cancelled, "alice", "again"));
    }

    @Test
    void refusesPlansThatMakeNoSense() {
        var engine = start(mailing());
        settled(publish(engine, new Order("o-1", 1), PublishOptions.defaults()));
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
                                OperationPace.defaults(),
                                "alice",
                                "why not"));
        refused(ErrorCode.INVALID_REQUEST, "No parked", () -> retryOf(engine, OperationPace.defaults()));
        refused(ErrorCode.NOT_FOUND, "no operation", () -> engine.operations().start("replay-0", "alice", "why not"));
        assertThat(engine.operations().page(OperationQuery.ALL).operations()).isEmpty();
    }
}
