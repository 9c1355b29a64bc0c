package sh.fanout.workflows.publish;

import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** Whether an event is taken back: possible until it is too late, and then for good. */
final class Withdrawal {

    private boolean effective;
    private boolean tooLate;

    /** Takes the event back unless it is too late, and returns whether it is taken back. */
    boolean ask() {
        effective |= !tooLate;
        return effective;
    }

    /** Whether the event is taken back, and has nothing to wait for any more. */
    boolean effective() {
        return effective;
    }

    /** Makes it too late from here on, and returns whether the event has been taken back in time. */
    boolean end() {
        tooLate = true;
        return effective;
    }

    /** Waits for some time, or until the event is taken back. */
    void await(Duration time, String why) {
        var timer = Workflow.newTimer(
                time, TimerOptions.newBuilder().setSummary(why).build());
        Workflow.await(() -> timer.isCompleted() || effective);
    }
}
