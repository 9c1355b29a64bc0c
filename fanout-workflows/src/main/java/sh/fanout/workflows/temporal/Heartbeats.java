package sh.fanout.workflows.temporal;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells the server that activities are alive which are long in one step: one whose process was killed begins anew soon, and
 * one whose store is slow does not.
 *
 * <p>Safe for use by any number of threads.
 */
public final class Heartbeats implements AutoCloseable {

    private static final long BEAT_SECONDS = 5;

    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("fanout-heartbeats"));

    /** Works, and tells of the activity meanwhile. */
    public <T> T during(Supplier<T> work) {
        return during(() -> null, work);
    }

    /**
     * Works, and tells of the activity meanwhile.
     *
     * @param details what the next attempt is to know
     */
    public <T> T during(Supplier<@Nullable Object> details, Supplier<T> work) {
        var activity = Activity.getExecutionContext();
        var beat =
                timer.scheduleAtFixedRate(() -> beat(activity, details), BEAT_SECONDS, BEAT_SECONDS, TimeUnit.SECONDS);
        try {
            return work.get();
        } finally {
            beat.cancel(false);
        }
    }

    private static void beat(ActivityExecutionContext activity, Supplier<@Nullable Object> details) {
        try {
            activity.heartbeat(details.get());
        } catch (ActivityCompletionException e) {
            // The server has given the work to somebody else; whatever this one does still, it may do twice.
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
