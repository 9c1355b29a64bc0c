package sh.fanout.workflows.publish;

import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Promise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.EventEnvelope;
import sh.fanout.Violation;
import sh.fanout.workflows.delivery.DeliveriesPage;
import sh.fanout.workflows.gather.Gather;
import sh.fanout.workflows.gather.GatherPage;
import sh.fanout.workflows.lane.Decided;
import sh.fanout.workflows.lane.Decision;
import sh.fanout.workflows.lane.LaneRef;
import sh.fanout.workflows.lane.Turn;
import sh.fanout.workflows.temporal.Carried;
import sh.fanout.workflows.temporal.LocalActivities;
import sh.fanout.workflows.temporal.TaskQueues;
import sh.fanout.workflows.temporal.WorkflowClock;
import sh.fanout.workflows.temporal.WorkflowIds;

/** Sequences one event: wait for its time, select, take its turns, deliver, answer, record. */
public final class FanOutImpl implements FanOut {

    /** An event that has not settled by then is recorded as it is; most settle earlier and are recorded once. */
    private static final Duration RECORDED_AFTER = Duration.ofSeconds(10);

    private static final TimerOptions RECORDABLE = TimerOptions.newBuilder()
            .setSummary("then record what is not settled yet")
            .build();

    private final Select selecting = selecting();
    private final Cancellation cancellation = new Cancellation();
    private final Turns turns = new Turns(cancellation);
    private final Answers answers = new Answers();
    private final WorkflowIds ids;
    private final TaskQueues queues;
    private @Nullable Deliveries deliveries;

    public FanOutImpl(WorkflowIds ids, TaskQueues queues) {
        this.ids = ids;
        this.queues = queues;
    }

    @Override
    public FanOutResult run(EventEnvelope event) {
        CancellationScope.current().getCancellationRequest().thenApply(reason -> cancellation.ask());
        CompletablePromise<FanOutResult> result = Workflow.newPromise();
        // A cancellation asks, and ends nothing by itself: neither what has begun nor its record.
        Workflow.newDetachedCancellationScope(() -> result.complete(fanOut(event)))
                .run();
        return result.get();
    }

    @Override
    public void turn(Turn turn) {
        turns.received(turn);
    }

    @Override
    public Decided decide(Decision decision) {
        return deliveries == null ? Decided.NOT_HEAD : deliveries.decide(decision);
    }

    @Override
    public boolean gather(Gather question) {
        return answers.await(question.deadline());
    }

    @Override
    public void requireRoom(Gather question) {
        answers.requireRoom();
    }

    @Override
    public GatherPage results(@Nullable String after) {
        return answers.page(after);
    }

    @Override
    public DeliveriesPage deliveries(@Nullable String after) {
        return DeliveriesPage.of(answers.results(), after);
    }

    @Override
    public boolean cancel() {
        return cancellation.ask();
    }

    @Override
    public boolean cancelled() {
        return cancellation.effective();
    }

    private FanOutResult fanOut(EventEnvelope event) {
        var accepted = Instant.ofEpochMilli(Workflow.getInfo().getRunStartedTimestampMillis());
        var malformed = Envelopes.check(event, Workflow.getInfo().getWorkflowId(), accepted, ids);
        if (!malformed.isEmpty()) {
            answers.rejected(event.type(), malformed);
            throw refusal(malformed);
        }
        var carried = Carried.of(event);
        var log = new LogLink(carried, accepted, turns::position, queues.log());

        if (awaitDue(event, accepted, log) && cancellation.effective()) {
            return cancelled(event, log);
        }
        var selected = selecting.select(event, accepted, memo(ADMITTED));
        var selection = selected.selection();
        var lane = lane(event, selected);
        var outcomes = new Outcomes(selection, event.id());
        var heads = new Heads(lane != null, selected.pace(), () -> log.delivering(outcomes));
        var givingUp = new GivingUp(carried, accepted, selected.deadLetters());
        var all = new Deliveries(selection, outcomes, heads, givingUp, carried, ids);
        deliveries = all;
        // Whatever becomes of the event: others may wait for what its lane is told.
        var following = lane == null
                ? Workflow.newPromise((Void) null)
                : Async.procedure(() -> turns.follow(all, lane, selected.pace().patience(), memo(JOINING)));
        if (selection.rejected() && !cancellation.end()) {
            answers.rejected(event.type(), selection.violations());
            log.rejected(selection.violations());
            finish(following);
            throw refusal(selection.violations());
        }
        answers.begin(event.type(), outcomes);
        awaitSlot(selected.slot(), () -> log.delivering(outcomes));
        if (lane != null) {
            turns.open();
        } else if (!cancellation.end()) {
            all.start();
        }
        awaitSettled(all, () -> log.delivering(outcomes));
        if (cancellation.end()) {
            all.letGo();
            var result = cancelled(event, log);
            finish(following);
            return result;
        }
        answers.settled();
        log.settled(outcomes);
        finish(following);
        Answers.awaitGiven();
        return outcomes.result();
    }

    /** Answers the last questions of the lane. */
    private void finish(Promise<Void> following) {
        turns.close();
        following.get();
    }

    /** Waits for the event's time, if it has one; returns whether it had to. */
    private boolean awaitDue(EventEnvelope event, Instant accepted, LogLink log) {
        var due = event.deliverAt();
        var now = WorkflowClock.now();
        if (due == null || !due.isAfter(now)) {
            return false;
        }
        selecting.schedule(event, accepted);
        var wait = Duration.between(now, due);
        if (wait.compareTo(RECORDED_AFTER) > 0) {
            // Who takes it back or erases it finds it in the log, which may not have heard the above.
            log.scheduled();
        }
        cancellation.await(wait, "not before " + due);
        return true;
    }

    private void awaitSlot(Duration slot, Runnable record) {
        if (slot.compareTo(RECORDED_AFTER) > 0) {
            record.run();
        }
        if (!slot.isZero()) {
            cancellation.await(slot, "a slot in the rate limit");
        }
    }

    private void awaitSettled(Deliveries all, Runnable record) {
        var recordable = Workflow.newTimer(RECORDED_AFTER, RECORDABLE);
        Workflow.await(() -> all.settled() || cancellation.effective() || recordable.isCompleted());
        if (!all.settled() && !cancellation.effective()) {
            record.run();
            Workflow.await(() -> all.settled() || cancellation.effective());
        }
    }

    private FanOutResult cancelled(EventEnvelope event, LogLink log) {
        answers.cancelled(event.type());
        log.cancelled();
        Answers.awaitGiven();
        return FanOutResult.CANCELLED;
    }

    /** The line to the lane of a keyed event; {@code null} for any other. */
    private static @Nullable LaneLink lane(EventEnvelope event, Selected selected) {
        var stream = event.stream() == null ? selected.stream() : event.stream();
        return event.orderingKey() == null || stream == null
                ? null
                : new LaneLink(new LaneRef(stream, event.orderingKey()));
    }

    private static boolean memo(String name) {
        return Boolean.TRUE.equals(Workflow.getMemo(name, Boolean.class));
    }

    private static Select selecting() {
        var options = LocalActivities.untilDone(Duration.ofMinutes(1))
                .setSummary("recipients")
                .build();
        return Workflow.newLocalActivityStub(Select.class, options);
    }

    /** The failure to end with, once whoever waits has the answer. */
    private static ApplicationFailure refusal(List<Violation> violations) {
        Answers.awaitGiven();
        return ApplicationFailure.newNonRetryableFailure(
                violations.get(0).pointer() + " " + violations.get(0).message(), "Rejected", violations);
    }
}
