package sh.fanout.workflows;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import sh.fanout.ErrorCode;
import sh.fanout.PublishOptions;
import sh.fanout.deadletter.DeadLetterCount;
import sh.fanout.deadletter.DeadLetterQuery;
import sh.fanout.deadletter.DeadLetterStatus;
import sh.fanout.filter.Filter;
import sh.fanout.log.EventStatus;
import sh.fanout.operation.Operation;
import sh.fanout.operation.OperationAction;
import sh.fanout.operation.OperationItem.Status;
import sh.fanout.operation.OperationPace;
import sh.fanout.operation.OperationPlan;
import sh.fanout.operation.OperationProgress;
import sh.fanout.operation.OperationStatus;
import sh.fanout.subscription.RetryLaterException;
import sh.fanout.subscription.Subscription;
import sh.fanout.workflows.log.FlakyEventLog;
import sh.fanout.workflows.temporal.WorkflowIds;

/** Operations that somebody ends, and what becomes of events and letters whose runs somebody has ended. */
abstract class OperationEndContract extends MailedOrders {
    @Test
    void hasFailedOnceItsRunWasEndedFromOutside() {
        var engine = start(mailing());
        publishBroken(engine, 3);
        broken.clear();
        var id = retryOf(engine, OperationPace.defaults().perSecond(0.01));
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

        assertThat(engine.operations().get(gone).status()).isEqualTo(OperationStatus.FAILED);
        refused(ErrorCode.NOTHING_TO_DECIDE, "failed", () -> engine.operations().cancel(gone, "alice", "enough"));
        refused(
                ErrorCode.NOTHING_TO_DECIDE,
                "running",
                () -> engine.operations().cancel(young, "alice", "enough"));

        var ended = engine.operations().get(gone);
        assertThat(ended.status()).isEqualTo(OperationStatus.FAILED);
        assertThat(ended.problem()).isEqualTo("Temporal does not have its run any more");
        assertThat(engine.operations().get(young).status()).isEqualTo(OperationStatus.RUNNING);
        assertThat(listed(engine, OperationStatus.FAILED)).containsExactly(gone);
    }

    private String running(String id, Instant since) {
        var plan = new OperationPlan.Retry(DeadLetterQuery.PARKED);
        var asked = new OperationAction(OperationAction.Kind.DRAFT, null, null, "alice", "mail is back", since);
        log().operations()
                .write(
                        new Operation(
                                id,
                                plan,
                                OperationStatus.RUNNING,
                                OperationPace.defaults(),
                                since,
                                since,
                                OperationProgress.UNKNOWN,
                                List.of(asked),
                                null),
                        1);
        return id;
    }

    @Test
    void replaysEventsWhoseFanOutsWereEndedFromOutside() {
        var engine = start(settings("shop").subscriptions(List.of(holding())));
        broken.add("head");
        publish(engine, new Order("head", 0), PublishOptions.defaults().orderingKey("k"));
        var waiting = engine.fanout()
                .publish(
                        ORDER,
                        new Order("waiting", 1),
                        PublishOptions.defaults().orderingKey("k"));
        var scheduled = engine.fanout()
                .publish(
                        ORDER,
                        new Order("scheduled", 1),
                        PublishOptions.defaults().delay(Duration.ofHours(1)));
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
    void replaysAsFailedWhatHasFailedSinceNobodyLooked() {
        var engine = start(mailing());
        var event = engine.fanout()
                .publish(ORDER, new Order("o-1", 1), PublishOptions.defaults().delay(Duration.ofHours(1)));
        await().atMost(60, SECONDS).until(() -> logged(event.eventId()).isPresent());
        client().newUntypedWorkflowStub(event.workflowId()).terminate("it is in the way");

        var id = draft(engine, orders().in(EventStatus.FAILED));
        engine.operations().start(id, "alice", "it has ended");

        assertThat(awaitStatus(engine, id, OperationStatus.COMPLETED).progress().done())
                .isEqualTo(1);
        assertThat(handled).containsExactly("o-1");
    }

    @Test
    void discardsLettersWhoseRunsWereEndedFromOutside() {
        var engine = start(mailing());
        for (var event : publishBroken(engine, 2)) {
            client().newUntypedWorkflowStub(new WorkflowIds(bus).deadLetter(ORDER.id(), event, "mail"))
                    .terminate("it is in the way");
        }

        var plan = new OperationPlan.Discard(DeadLetterQuery.PARKED);
        var id = engine.operations().draft(plan, OperationPace.defaults(), "alice", "test orders");
        engine.operations().start(id, "alice", "test orders");

        assertThat(awaitStatus(engine, id, OperationStatus.COMPLETED).progress().done())
                .isEqualTo(2);
        assertThat(log().countDeadLetters(DeadLetterQuery.PARKED)).isEqualTo(DeadLetterCount.NONE);
    }

    @Test
    void endsWhenItIsCancelledAndLeavesTheRestAsItWas() {
        var engine = start(mailing());
        publishBroken(engine, 5);
        broken.clear();
        var id = retryOf(engine, OperationPace.defaults().perSecond(0.01));
        engine.operations().start(id, "alice", "slowly");
        await().atMost(60, SECONDS)
                .until(() -> engine.operations().get(id).progress().done() == 1);

        engine.operations().cancel(id, "bob", "not now");

        var cancelled = awaitStatus(engine, id, OperationStatus.CANCELLED);
        assertThat(cancelled.progress().remaining()).isEqualTo(4);
        assertThat(engine.deadLetters().page(DeadLetterQuery.PARKED).letters()).hasSize(4);
        refused(ErrorCode.NOTHING_TO_DECIDE, "bob", () -> engine.operations().resume(id, "alice", "please"));
        refused(ErrorCode.NOTHING_TO_DECIDE, "bob", () -> engine.operations().cancel(id, "carol", "too"));
    }

    @Test
    void staysCancelledThoughItsItemsAreWrittenDownAllTheSame() throws InterruptedException {
        var flaky = new FlakyEventLog(log());
        var engine = start(settings("shop", flaky).subscriptions(List.of(mailing())));
        publishBroken(engine, 2);
        broken.clear();
        var planned = new CountDownLatch(1);
        flaky.numberAfter(planned);
        var id = retryOf(engine, OperationPace.defaults());
        engine.operations().start(id, "alice", "mail is back");

        engine.operations().cancel(id, "bob", "not now");
        planned.countDown();

        var run = client().newUntypedWorkflowStub(new WorkflowIds(bus).operation(id));
        await().atMost(60, SECONDS)
                .until(() -> run.describe().getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED);
        assertThat(engine.operations().get(id).status()).isEqualTo(OperationStatus.CANCELLED);
        assertThat(handled).isEmpty();
        assertThat(items(engine, id, Status.PENDING)).isEmpty();
        assertThat(engine.operations().get(id).progress().total()).isZero();
    }

    @Test
    void closesTheLetterOfAReplayWhoseRunWasEndedFromOutside() {
        var gate = new Gate();
        var engine = start(mailing(
                gate,
                (order, context) ->
                        context.attempt() == 1 && !context.earlierAttempts().isEmpty()));
        var event = publish(engine, new Order("o-1", 1), PublishOptions.defaults());
        settled(event);
        broken.add("o-1");
        var id = engine.operations()
                .draft(OperationPlan.Replay.of(orders()).again(), OperationPace.defaults(), "alice", "once more");
        engine.operations().start(id, "alice", "once more");
        awaitStatus(engine, id, OperationStatus.COMPLETED);
        await().atMost(60, SECONDS)
                .until(() -> engine.deadLetters().find(event, "mail").isPresent());
        engine.deadLetters().retry(event, "mail", null, "bob", "mail is back");
        gate.awaitBegun();
        await().atMost(60, SECONDS)
                .until(() -> engine.deadLetters().get(event, "mail").summary().status() == DeadLetterStatus.RETRYING);

        client().newUntypedWorkflowStub(new WorkflowIds(bus).deadLetter(ORDER.id(), event, "mail"))
                .terminate("it is in the way");
        gate.open();

        assertThat(engine.asItIs(logged(event).orElseThrow()).deliveries())
                .allSatisfy(it -> assertThat(it.status().settled()).isTrue());
        assertThat(engine.deadLetters().get(event, "mail").summary().status()).isEqualTo(DeadLetterStatus.DISCARDED);
    }

    @Test
    void endsWhenItIsCancelledWhileItsItemsCannotBeRead() {
        var flaky = new FlakyEventLog(log());
        var engine = start(settings("shop", flaky).subscriptions(List.of(mailing())));
        publishBroken(engine, 2);
        var id = retryOf(engine, OperationPace.defaults());
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
}
