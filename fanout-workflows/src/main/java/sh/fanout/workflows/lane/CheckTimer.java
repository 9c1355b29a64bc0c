package sh.fanout.workflows.lane;

import io.temporal.workflow.Promise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/**
 * When a lane looks after its events: soon after a change, and ever more rarely without one. For workflow code.
 *
 * <p>Timers are never cancelled, which would cost as much as their end does; a forgotten one ends unnoticed.
 */
final class CheckTimer {

    private static final Duration LONGEST = Duration.ofMinutes(5);

    private static final TimerOptions CHECK =
            TimerOptions.newBuilder().setSummary("until the next check").build();

    private final Duration shortest;
    private Duration pause;
    private Promise<Void> timer;
    private long end;

    CheckTimer(Duration shortest) {
        this.shortest = shortest;
        begin(shortest);
    }

    boolean isOver() {
        return timer.isCompleted();
    }

    /** Begins the next pause: the shortest one after a change, else twice the last one. */
    void restart(boolean changed) {
        var longer = pause.multipliedBy(2);
        begin(changed ? shortest : longer.compareTo(LONGEST) < 0 ? longer : LONGEST);
    }

    /** Makes the pause end within the shortest one from now. */
    void hasten() {
        if (end - Workflow.currentTimeMillis() > shortest.toMillis()) {
            begin(shortest);
        }
    }

    private void begin(Duration next) {
        pause = next;
        end = Workflow.currentTimeMillis() + next.toMillis();
        timer = Workflow.newTimer(next, CHECK);
    }
}
