package sh.fanout.workflows.deadletter;

import io.temporal.activity.Activity;
import sh.fanout.deadletter.DeadLetterCreated;

/** Hands new dead letters to what publishes. */
public final class AnnouncingActivity implements Announcing {

    private final Announcer announcer;

    public AnnouncingActivity(Announcer announcer) {
        this.announcer = announcer;
    }

    /** Publishes that there is a new dead letter. */
    @FunctionalInterface
    public interface Announcer {

        /**
         * Publishes it.
         *
         * @param once the same for a repetition, which publishes nothing more
         */
        void announce(DeadLetterCreated letter, String once);
    }

    @Override
    public void announce(DeadLetterCreated letter) {
        var info = Activity.getExecutionContext().getInfo();
        announcer.announce(letter, info.getWorkflowRunId());
    }
}
