package sh.fanout.workflows.publish;

import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.EventEnvelope;
import sh.fanout.Violation;
import sh.fanout.workflows.lane.Decided;
import sh.fanout.workflows.lane.Decision;
import sh.fanout.workflows.lane.Turn;
import sh.fanout.workflows.gather.Gather;
import sh.fanout.workflows.gather.GatherPage;
import sh.fanout.workflows.temporal.Carried;
import sh.fanout.workflows.temporal.TaskQueues;
import sh.fanout.workflows.temporal.WorkflowIds;

/** Sequences one event: select, deliver, record. */
public final class FanOutImpl implements FanOut {

    /** How long a delivery may wait for a worker, or be tried again. */
    private static final Duration LIFE = Duration.ofDays(7);

    /** An event that has not settled by then is recorded as it is; most settle earlier and are recorded once. */
    private static final Duration RECORDED_AFTER = Duration.ofSeconds(60);

    private static final TimerOptions SLOT =
            TimerOptions.newBuilder().setSummary("a slot in the rate limit").build();

    private static final TimerOptions RECORDABLE = TimerOptions.newBuilder()
            .setSummary("then record what is not settled yet")
            .build();

    private final WorkflowIds ids;
    private final TaskQueues queues;
    private final Turns turns = new Turns();
    private @Nullable Heads heads;
    private @Nullable Deliveries deliveries;

    public FanOutImpl(WorkflowIds ids, TaskQueues queues) {
        this.ids = ids;
        this.queues = queues;
    }

    @Override
    public FanOutResult run(EventEnvelope event) {
        var malformed = Envelopes.check(event, Workflow.getInfo().getWorkflowId(), ids);
        if (!malformed.isEmpty()) {
            throw refused(event, malformed);
        }
        var accepted = Instant.ofEpochMilli(Workflow.getInfo().getRunStartedTimestampMillis());
        var carried = Carried.of(event);
        var recording = new Recording(carried, accepted, turns::position, queues.log());

        var selected = selecting().select(event, accepted, memo(ADMITTED));
        var selection = selected.selection();
        if (selection.rejected()) {
            answers.rejected(event.type(), selection.violations());
            recording.rejected(selection.violations());
            throw refused(event, selection.violations());
        }

        var lane = lane(event, selected);
        var outcomes = new Outcomes(selection, event.id());
        answers.begin(event.type(), outcomes);
        var slot = selected.slot();
        if (slot.compareTo(RECORDED_AFTER) > 0) {
            recording.delivering(outcomes);
        }
        awaitSlot(slot);
        heads = new Heads(lane != null, selected.pace().pause(), () -> recording.delivering(outcomes));
        var all = new Deliveries(
                selection, outcomes, heads, carried, ids, accepted.plus(slot).plus(LIFE));
        deliveries = all;
        var answering = deliver(all, lane, selected.pace().patience());
        var recordable = Workflow.newTimer(RECORDED_AFTER, RECORDABLE);
        Workflow.await(() -> all.settled() || recordable.isCompleted());
        if (!all.settled()) {
            recording.delivering(outcomes);
            Workflow.await(all::settled);
        }
        answers.settled();
        recording.settled(outcomes);
        turns.close();
        answering.get();
        Answers.awaitGiven();
        return outcomes.result();
    }

    /** Delivers at once, or as the event's lane says; completes when the lane needs no further answer. */
    private Promise<Void> deliver(Deliveries all, @Nullable LaneLink lane, Duration patience) {
        if (lane == null) {
            all.start();
            return Workflow.newPromise((Void) null);
        }
        return Async.procedure(() -> turns.follow(all, lane, patience, memo(JOINING)));
    }

    @Override
    public void turn(Turn turn) {
        turns.received(turn);
    }

    @Override
    public Decided decide(Decision decision) {
        return heads == null || deliveries == null ? Decided.NOT_HEAD : heads.decide(decision, deliveries);
    }

    @Override
    public GatherPage gather(Gather question) {
        return answers.page(question);
    }

    /** The line to the lane of a keyed event; {@code null} for any other. */
    private static @Nullable LaneLink lane(EventEnvelope event, Selected selected) {
        var stream = event.stream() == null ? selected.stream() : event.stream();
        return event.orderingKey() == null || stream == null ? null : new LaneLink(stream, event.orderingKey());
    }

    private static boolean memo(String name) {
        return Boolean.TRUE.equals(Workflow.getMemo(name, Boolean.class));
    }

    private static void awaitSlot(Duration slot) {
        if (!slot.isZero()) {
            Workflow.newTimer(slot, SLOT).get();
        }
    }

    private static Select selecting() {
        var options = LocalActivityOptions.newBuilder()
                .setStartToCloseTimeout(Duration.ofSeconds(10))
                // Waiting within the task costs events as well: an outage of minutes is waited for on timers.
                .setLocalRetryThreshold(Duration.ofSeconds(5))
                .setRetryOptions(RetryOptions.newBuilder()
                        .setMaximumInterval(Duration.ofMinutes(1))
                        .build())
                .setSummary("recipients")
                // The start event has them.
                .setDoNotIncludeArgumentsIntoMarker(true)
                .build();
        return Workflow.newLocalActivityStub(Select.class, options);
    }

    private ApplicationFailure refused(EventEnvelope event, List<Violation> violations) {
        answers.rejected(event.type(), violations);
        Answers.awaitGiven();
        return ApplicationFailure.newNonRetryableFailure(
                violations.get(0).pointer() + " " + violations.get(0).message(), "Rejected", violations);
    }
}
