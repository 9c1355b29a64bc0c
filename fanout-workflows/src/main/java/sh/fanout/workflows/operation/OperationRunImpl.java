package sh.fanout.workflows.operation;

import static java.util.Objects.requireNonNull;
import static sh.fanout.workflows.temporal.WorkflowClock.now;

import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import sh.fanout.operation.OperationStatus;
import sh.fanout.workflows.log.Recorder;
import sh.fanout.workflows.log.WorkItem;
import sh.fanout.workflows.temporal.RemoteActivities;
import sh.fanout.workflows.temporal.TaskQueues;

/** Sequences one operation: write the items down, wait for the start, begin with them at a rate, and see them settle. */
public final class OperationRunImpl implements OperationRun {

    private static final Duration LIFE_OF_A_DRAFT = Duration.ofDays(1);

    /** What has begun and is not settled by then is looked after. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** A killed process is noticed by then. */
    private static final Duration HEARTBEAT_TIMEOUT = Duration.ofSeconds(20);

    private static final int MAX_BATCH = 100;

    private static final int MAX_EVENTS = 2_000;

    private final Planning planning;
    private final Planning reading;
    private final Working working;
    private final Recorder recorder;
    private final WorkList work;
    private final StoppableCall call = new StoppableCall();
    private final Bell bell = new Bell();
    private OperationState state;
    private Pacer pacer;

    /** A run that goes on looks at once after what the one before has begun. */
    private Instant checked = Instant.EPOCH;

    private Promise<Void> recorded;
    private boolean news;

    @WorkflowInit
    public OperationRunImpl(OperationState started) {
        var queue = TaskQueues.ofEngine(Workflow.getInfo().getTaskQueue()).log();
        planning = Workflow.newActivityStub(
                Planning.class,
                untilDone(queue, "what is to be done")
                        .setStartToCloseTimeout(Duration.ofHours(12))
                        .setHeartbeatTimeout(HEARTBEAT_TIMEOUT)
                        .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
                        .build());
        reading = Workflow.newActivityStub(
                Planning.class, untilDone(queue, "the next items").build());
        working = Workflow.newActivityStub(
                Working.class,
                untilDone(queue, "begin")
                        .setStartToCloseTimeout(Duration.ofMinutes(10))
                        .setHeartbeatTimeout(HEARTBEAT_TIMEOUT)
                        .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
                        .build());
        recorder = Workflow.newActivityStub(
                Recorder.class, untilDone(queue, "into the event log").build());
        state = started.acceptedAt(now());
        work = new WorkList(started.work());
        pacer = Pacer.of(started.pace().rate(), now());
        recorded = record();
    }

    @Override
    public void run(OperationState started) {
        // To cancel it in Temporal is to cancel it, and its record is not cancelled.
        CancellationScope.current().getCancellationRequest().thenApply(reason -> act(OperationAct.CANCELLED));
        Workflow.newDetachedCancellationScope(this::work).run();
    }

    @Override
    public void settled(long item) {
        work.settled(item);
        news = true;
    }

    @Override
    public OperationActed act(OperationAct act) {
        var next = state.acted(act, now());
        next.ifPresent(this::change);
        if (next.isPresent() && act.stops()) {
            call.stop();
        }
        return state.answer(next.isPresent());
    }

    private void work() {
        if (state.status() == OperationStatus.PLANNING) {
            plan();
        }
        while (!state.status().closed()) {
            switch (state.status()) {
                case RUNNING -> step();
                case DRAFT -> awaitStart();
                default -> awaitResumption();
            }
            if (isLong() && !state.status().closed()) {
                recorded.get();
                Workflow.await(Workflow::isEveryHandlerFinished);
                Workflow.continueAsNew(state.with(work.snapshot()));
            }
        }
        if (state.total() == 0 || state.starter() == null) {
            planning.drop(state.id());
        }
        recorded.get();
        Workflow.await(Workflow::isEveryHandlerFinished);
    }

    private void plan() {
        var asOf = now();
        var planned = call.untilStopped(() -> planning.plan(state.id(), state.plan(), asOf));
        // It may have come to its end before it heard that somebody had cancelled.
        if (!state.status().closed()) {
            planned.ifPresent(it -> change(state.planned(it, now())));
        }
    }

    private void awaitStart() {
        var over = Workflow.newTimer(
                Duration.between(now(), state.operation().changed().plus(LIFE_OF_A_DRAFT)));
        Workflow.await(() -> state.status() != OperationStatus.DRAFT || over.isCompleted());
        if (state.status() == OperationStatus.DRAFT) {
            change(state.expired(now()));
        }
    }

    private void awaitResumption() {
        Workflow.await(() -> state.status() != OperationStatus.PAUSED || work.isDone(state.total()));
        if (state.status() == OperationStatus.PAUSED) {
            change(state.completed(now()));
        }
    }

    /** Begins with the next items, or waits until there is something to do. */
    private void step() {
        news = false;
        if (work.isShort() && work.read() < state.total()) {
            var wanted = (int) Math.min(work.room(), state.total() - work.read());
            call.untilStopped(() -> reading.items(state.id(), work.read(), wanted))
                    .ifPresent(work::add);
            return;
        }
        var batch = work.begin(mayBegin(), now());
        if (!batch.isEmpty()) {
            begin(batch);
        } else if (work.isDone(state.total())) {
            change(state.completed(now()));
        } else {
            lookAfterTheLost();
            awaitNews();
        }
    }

    private long mayBegin() {
        var room = WorkList.MAX_BEGUN - work.begun();
        return Math.min(Math.min(MAX_BATCH, room), Math.min(pacer.allowed(now()), state.mayBegin()));
    }

    private void begin(List<WorkItem> items) {
        pacer = pacer.begun(items.size(), now());
        var next = state.begun(items.size(), now());
        if (next.status() == state.status()) {
            state = next;
        } else {
            change(next);
        }
        call.untilStopped(() -> working.begin(batch(items)))
                .ifPresentOrElse(settled -> settled.forEach(work::settled), () -> putBack(items));
    }

    /** Some of them may have begun: to begin again changes nothing for these. */
    private void putBack(List<WorkItem> items) {
        var again = work.putBack(items);
        state = state.putBack(again);
    }

    private void awaitNews() {
        var pause = pacer.pause(now());
        bell.setFor(now().plus(pause.isZero() || pause.compareTo(PATIENCE) > 0 ? PATIENCE : pause));
        Workflow.await(() -> news || bell.hasRung());
    }

    private void lookAfterTheLost() {
        var now = now();
        if (now.isBefore(checked.plus(PATIENCE))) {
            return;
        }
        checked = now;
        var old = work.begunBefore(now.minus(PATIENCE));
        if (!old.isEmpty()) {
            call.untilStopped(() -> working.lost(batch(old))).ifPresent(settled -> settled.forEach(this::settled));
        }
    }

    private Batch batch(List<WorkItem> items) {
        var starter = requireNonNull(state.starter());
        return new Batch(state.id(), state.plan().kind(), starter.who(), starter.why(), items);
    }

    private void change(OperationState next) {
        if (next.status() != state.status() || !next.pace().equals(state.pace())) {
            pacer = Pacer.of(next.pace().rate(), now());
        }
        state = next;
        news = true;
        recorded = record();
    }

    private Promise<Void> record() {
        return Async.procedure(recorder::recordOperation, state.operation(), state.revision());
    }

    private static boolean isLong() {
        var info = Workflow.getInfo();
        return info.isContinueAsNewSuggested() || info.getHistoryLength() > MAX_EVENTS;
    }

    private static ActivityOptions.Builder untilDone(String queue, String summary) {
        return RemoteActivities.untilDone(summary).setTaskQueue(queue);
    }
}
