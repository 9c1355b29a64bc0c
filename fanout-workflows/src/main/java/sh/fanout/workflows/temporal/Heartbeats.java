package sh.fanout.workflows.temporal;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells the server that activities are alive which are long in one step: one whose process was killed begins anew soon, and
 * one whose store is slow does not. What the server answers tells whether the work is wanted still.
 *
 * <p>Safe for use by any number of threads.
 */
public final class Heartbeats implements AutoCloseable {

    /** The SDK must not keep them back for longer: the answer may say that the work is wanted no more. */
    public static final Duration EVERY = Duration.ofSeconds(5);

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
        return during(details, stop -> work.get());
    }

    /**
     * Works, and tells of the activity meanwhile.
     *
     * @param work leaves the rest undone when it is to stop
     */
    public <T> T during(Function<Stop, T> work) {
        return during(() -> null, work);
    }

    private <T> T during(Supplier<@Nullable Object> details, Function<Stop, T> work) {
        var activity = Activity.getExecutionContext();
        var stop = new Stop();
        var beat = timer.scheduleAtFixedRate(
                () -> beat(activity, details, stop), EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return work.apply(stop);
        } finally {
            beat.cancel(false);
        }
    }

    private static void beat(ActivityExecutionContext activity, Supplier<@Nullable Object> details, Stop stop) {
        try {
            activity.heartbeat(details.get());
        } catch (ActivityCompletionException e) {
            // The server wants it no more, or somebody else does it: whatever this one still does may be done twice.
            stop.reason = e;
        }
    }

    /** Whether the server wants the work no more. */
    public static final class Stop {

        private volatile @Nullable ActivityCompletionException reason;

        private Stop() {}

        public boolean isWanted() {
            return reason != null;
        }

        /** Ends the activity, as not done, if it is to stop. */
        public void obey() {
            var why = reason;
            if (why != null) {
                throw why;
            }
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
