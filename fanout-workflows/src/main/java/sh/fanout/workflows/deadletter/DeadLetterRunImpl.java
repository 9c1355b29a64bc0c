package sh.fanout.workflows.deadletter;

import static java.util.Objects.requireNonNull;
import static sh.fanout.workflows.temporal.WorkflowClock.now;

import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import sh.fanout.EventEnvelope;
import sh.fanout.deadletter.DeadLetterStatus;
import sh.fanout.workflows.delivery.Delivery;
import sh.fanout.workflows.delivery.DeliveryOrder;
import sh.fanout.workflows.delivery.Verdict;
import sh.fanout.workflows.log.Recorder;
import sh.fanout.workflows.temporal.Carried;
import sh.fanout.workflows.temporal.RemoteActivities;
import sh.fanout.workflows.temporal.Summary;
import sh.fanout.workflows.temporal.TaskQueues;
import sh.fanout.workflows.temporal.WorkflowIds;

/** Sequences one dead letter: record, wait until somebody acts, deliver once more. */
public final class DeadLetterRunImpl implements DeadLetterRun {

    /** Of a letter that lives for months no run gets long. */
    private static final int MAX_EVENTS = 500;

    private static final TimerOptions EXPIRY =
            TimerOptions.newBuilder().setSummary("then the dead letter expires").build();

    private static final LetterAct CANCELLED = LetterAct.discard("somebody", "its run was cancelled in Temporal");

    private final WorkflowIds ids;
    private final TaskQueues queues;
    private final Recorder recorder;
    private final Announcing announcing;
    private @Nullable EventEnvelope event;
    private @Nullable LetterState state;
    private boolean edited;
    private boolean cancelled;

    /** The last record that an operation waits for. */
    private @Nullable Promise<Void> reported;

    /** What has come since a retry began. */
    private final List<UnaryOperator<LetterState>> meanwhile = new ArrayList<>();

    /** What has given up since this letter was closed. */
    private @Nullable GaveUp next;

    public DeadLetterRunImpl(WorkflowIds ids, TaskQueues queues) {
        this.ids = ids;
        this.queues = queues;
        recorder = Workflow.newActivityStub(
                Recorder.class,
                RemoteActivities.untilDone("into the event log")
                        .setTaskQueue(queues.log())
                        .build());
        announcing = Workflow.newActivityStub(
                Announcing.class,
                RemoteActivities.untilDone("to who is to know")
                        .setTaskQueue(queues.deadLetters())
                        .build());
    }

    @Override
    public void run(EventEnvelope started, LetterState parked) {
        // To cancel a letter in Temporal is to discard it; neither its record nor a retry under way is cancelled.
        CancellationScope.current().getCancellationRequest().thenApply(reason -> cancelled = true);
        Workflow.newDetachedCancellationScope(() -> keep(started, parked)).run();
    }

    private void keep(EventEnvelope started, LetterState parked) {
        event = started;
        state = parked;
        var announced = parked.isNew()
                ? Async.procedure(announcing::announce, LetterEntry.announcement(parked, started))
                : null;
        var recorded = record();
        while (!state().status().closed()) {
            if (edited || Workflow.getInfo().getHistoryLength() > MAX_EVENTS) {
                await(announced);
                await(reported);
                Workflow.newContinueAsNewStub(DeadLetterRun.class).run(event(), state());
            }
            if (state().status() == DeadLetterStatus.PARKED) {
                awaitChange();
            } else {
                state = retried();
            }
            recorded = edited ? recorded : record();
        }
        await(announced);
        recorded.get();
        if (next != null) {
            Workflow.newContinueAsNewStub(DeadLetterRun.class).run(event(), state().reopened(next));
        }
    }

    @Override
    public void gaveUp(GaveUp gaveUp) {
        // The first one comes before its run begins, and is what the run is started with.
        Workflow.await(() -> state != null);
        if (state().status().closed() && !state().knows(gaveUp)) {
            next = gaveUp;
        }
        var when = now();
        hear(it -> it.gaveUp(gaveUp, when));
    }

    @Override
    public void replayed() {
        Workflow.await(() -> state != null);
        var when = now();
        hear(it -> it.replayed(when));
    }

    /** During a retry, whose outcome says more, it matters only if that does not begin. */
    private void hear(UnaryOperator<LetterState> news) {
        if (state().status() == DeadLetterStatus.RETRYING) {
            meanwhile.add(news);
        } else {
            state = news.apply(state());
        }
    }

    @Override
    public LetterActed act(LetterAct act) {
        Workflow.await(() -> state != null);
        if (state().hasDone(act)) {
            return state().answer(true);
        }
        if (state().status() != DeadLetterStatus.PARKED) {
            return state().answer(false);
        }
        if (act.edited() != null) {
            event = act.edited();
            edited = true;
        }
        state = state().acted(act, now());
        return state().answer(true);
    }

    /** Waits until the letter is not as it was: somebody acted, another delivery gave up, or it is over. */
    private void awaitChange() {
        var before = state();
        var left = Duration.between(now(), before.expires());
        var over = Workflow.newTimer(left.isNegative() ? Duration.ZERO : left, EXPIRY);
        Workflow.await(() -> !state().equals(before) || cancelled || over.isCompleted());
        if (state().equals(before)) {
            state = cancelled ? before.acted(CANCELLED, now()) : before.expired(now());
        }
    }

    private LetterState retried() {
        var order = new DeliveryOrder(
                state().delivery().id(),
                state().recipient(),
                Carried.of(event()),
                now().plus(DeliveryOrder.LIFE),
                state().earlier(),
                null);
        meanwhile.clear();
        try {
            var verdict = Workflow.newChildWorkflowStub(Delivery.class, child()).run(order);
            return state().retried(verdict);
        } catch (ChildWorkflowFailure failure) {
            return failure.getCause() instanceof WorkflowExecutionAlreadyStarted
                    ? leftOut()
                    : state().retried(Verdict.runEnded(failure, state().earlier(), now()));
        }
    }

    /** The run that delivers the event may have told how that ended before this one heard that it has to stand back. */
    private LetterState leftOut() {
        var parked = state().leftOut(Delivery.ELSEWHERE, now());
        for (var news : meanwhile) {
            parked = news.apply(parked);
        }
        return parked;
    }

    private ChildWorkflowOptions child() {
        var subscription = state().recipient().subscription();
        return ChildWorkflowOptions.newBuilder()
                .setWorkflowId(ids.delivery(event().type(), event().id(), subscription))
                .setTaskQueue(queues.engine())
                .setStaticSummary(Summary.delivery(
                        subscription, event(), "round " + state().delivery().round()))
                .build();
    }

    private Promise<Void> record() {
        var entry = LetterEntry.of(state(), Carried.of(event()));
        var recorded = Async.procedure(recorder::recordDeadLetter, entry);
        if (entry.outcome() != null) {
            reported = recorded;
            state = state().reported();
        }
        return recorded;
    }

    private static void await(@Nullable Promise<Void> promise) {
        if (promise != null) {
            promise.get();
        }
    }

    private EventEnvelope event() {
        return requireNonNull(event);
    }

    private LetterState state() {
        return requireNonNull(state);
    }
}
