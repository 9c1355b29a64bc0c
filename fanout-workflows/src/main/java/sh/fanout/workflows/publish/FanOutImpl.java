package sh.fanout.workflows.publish;

import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import sh.fanout.EventEnvelope;
import sh.fanout.Violation;
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

    public FanOutImpl(WorkflowIds ids, TaskQueues queues) {
        this.ids = ids;
        this.queues = queues;
    }

    @Override
    public FanOutResult run(EventEnvelope event) {
        var malformed = Envelopes.check(event, Workflow.getInfo().getWorkflowId(), ids);
        if (!malformed.isEmpty()) {
            throw refusal(malformed);
        }
        var accepted = Instant.ofEpochMilli(Workflow.getInfo().getRunStartedTimestampMillis());
        var carried = Carried.of(event);
        var recording = new Recording(carried, accepted, queues.log());

        var selected = selecting().select(event, accepted, isAdmitted());
        var selection = selected.selection();
        if (selection.rejected()) {
            recording.rejected(selection.violations());
            throw refusal(selection.violations());
        }

        var slot = selected.slot();
        var deliveries =
                new Deliveries(selection, carried, ids, accepted.plus(slot).plus(LIFE));
        if (slot.compareTo(RECORDED_AFTER) > 0) {
            recording.delivering(deliveries);
        }
        awaitSlot(slot);
        deliveries.start();
        var recordable = Workflow.newTimer(RECORDED_AFTER, RECORDABLE);
        Workflow.await(() -> deliveries.settled() || recordable.isCompleted());
        if (!deliveries.settled()) {
            recording.delivering(deliveries);
            Workflow.await(deliveries::settled);
        }
        recording.settled(deliveries);
        return deliveries.result();
    }

    private static boolean isAdmitted() {
        return Boolean.TRUE.equals(Workflow.getMemo(ADMITTED, Boolean.class));
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

    private static ApplicationFailure refusal(List<Violation> violations) {
        return ApplicationFailure.newNonRetryableFailure(
                violations.get(0).pointer() + " " + violations.get(0).message(), "Rejected", violations);
    }
}
