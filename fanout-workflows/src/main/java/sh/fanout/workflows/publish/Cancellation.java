package sh.fanout.workflows.publish;

import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** Whether an event is cancelled: possible until it is too late, and then for good. */
final class Cancellation {

    private boolean effective;
    private boolean tooLate;

    /** Cancels the event unless it is too late, and returns whether it is cancelled. */
    boolean ask() {
        effective |= !tooLate;
        return effective;
    }

    /** Whether the event is cancelled, and has nothing to wait for any more. */
    boolean effective() {
        return effective;
    }

    /** Makes it too late from here on, and returns whether the event has been cancelled in time. */
    boolean end() {
        tooLate = true;
        return effective;
    }

    /** Waits for some time, or until the event is cancelled. */
    void await(Duration time, String why) {
        var timer = Workflow.newTimer(
                time, TimerOptions.newBuilder().setSummary(why).build());
        Workflow.await(() -> timer.isCompleted() || effective);
    }
}
