package sh.fanout.workflows.deadletter;

import io.temporal.activity.Activity;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import java.time.Duration;
import java.time.Instant;
import sh.fanout.workflows.temporal.Bus;
import sh.fanout.workflows.temporal.Carried;
import sh.fanout.workflows.temporal.RunRef;
import sh.fanout.workflows.temporal.StartedEvents;
import sh.fanout.workflows.temporal.Summary;

/** Signals the dead letter, and starts it where there is none. */
public final class ParkingActivity implements Parking {

    private final Bus bus;
    private final StartedEvents startedEvents;
    private final Duration life;

    /** @param life how long a letter waits for somebody to act */
    public ParkingActivity(Bus bus, StartedEvents startedEvents, Duration life) {
        this.bus = bus;
        this.startedEvents = startedEvents;
        this.life = life;
    }

    @Override
    public void park(Carried carried, Instant accepted, GaveUp gaveUp) {
        var event = startedEvents.complete(carried, RunRef.ofActivity());
        var subscription = gaveUp.recipient().subscription();
        var options = WorkflowOptions.newBuilder()
                .setWorkflowId(bus.ids().deadLetter(event.type(), event.id(), subscription))
                .setTaskQueue(bus.queues().deadLetters())
                .setStaticSummary(Summary.delivery(subscription, event))
                .build();
        if (Activity.getExecutionContext().getInfo().getAttempt() > 1 && isParked(options.getWorkflowId(), gaveUp)) {
            return;
        }
        bus.client()
                .newUntypedWorkflowStub(DeadLetterRun.TYPE, options)
                .signalWithStart(DeadLetterRun.GAVE_UP, new Object[] {gaveUp}, new Object[] {
                    event, LetterState.parked(gaveUp, accepted, life)
                });
    }

    /** Whether an attempt before has parked it, and somebody has closed the letter since. */
    private boolean isParked(String letter, GaveUp gaveUp) {
        try {
            var run = bus.client().newUntypedWorkflowStub(letter).describe();
            var settled = gaveUp.delivery().settled();
            return settled != null
                    && run.getStatus() != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING
                    && !run.getStartTime().isBefore(settled);
        } catch (WorkflowNotFoundException e) {
            return false;
        }
    }
}
