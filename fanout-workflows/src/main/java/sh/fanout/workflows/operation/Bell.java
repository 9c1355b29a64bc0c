package sh.fanout.workflows.operation;

import static sh.fanout.workflows.temporal.WorkflowClock.now;

import io.temporal.workflow.Promise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;

/** A workflow's timer that is set again and again. One that is set for earlier serves later as well: each costs two events. */
final class Bell {

    private static final TimerOptions NEXT =
            TimerOptions.newBuilder().setSummary("then the next items").build();

    private Promise<Void> timer = Workflow.newPromise((Void) null);
    private Instant rings = now();

    void setFor(Instant wanted) {
        if (timer.isCompleted() || rings.isAfter(wanted)) {
            timer = Workflow.newTimer(Duration.between(now(), wanted), NEXT);
            rings = wanted;
        }
    }

    boolean hasRung() {
        return timer.isCompleted();
    }
}
