package sh.fanout.workflows.delivery;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionClient;
import io.temporal.client.ActivityCompletionException;
import io.temporal.client.ActivityCompletionFailureException;
import io.temporal.client.ActivityWorkerShutdownException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.fanout.workflows.temporal.DaemonThreads;

/**
 * Tells the server that running handlers are alive, and interrupts a handler that runs too long or whose attempt the
 * server has given to somebody else.
 *
 * <p>Safe for use by any number of threads.
 */
public final class Pulse implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(Pulse.class);

    private static final long BEAT_SECONDS = 10;

    private final ActivityCompletionClient server;
    private final ScheduledExecutorService timer =
            Executors.newScheduledThreadPool(2, DaemonThreads.named("fanout-pulse"));
    private final AtomicInteger watched = new AtomicInteger();

    /** @param server what tells the server about an attempt */
    public Pulse(ActivityCompletionClient server) {
        this.server = server;
    }

    /** Lets the server know before a handler begins; unlike {@link #tell} this fails if it does not. */
    void claim(ActivityExecutionContext activity, AttemptLog attempts) {
        server.heartbeat(activity.getTaskToken(), attempts);
    }

    /**
     * Tells the server of the attempts. The SDK itself tells it nothing more once its worker stops, though handlers have time
     * to finish then: without a beat they would count as dead, and what they say of their failure would be lost.
     */
    void tell(ActivityExecutionContext activity, AttemptLog attempts) {
        try {
            activity.heartbeat(attempts);
        } catch (ActivityWorkerShutdownException stopping) {
            tellDirectly(activity, attempts);
        }
    }

    /** As the SDK does while its worker runs: a server that does not answer has not ended the attempt. */
    private void tellDirectly(ActivityExecutionContext activity, AttemptLog attempts) {
        try {
            server.heartbeat(activity.getTaskToken(), attempts);
        } catch (ActivityCompletionFailureException unanswered) {
            logger.debug(
                    "An attempt of {} could not be told of", activity.getInfo().getActivityId(), unanswered);
        }
    }

    /** Watches over the handler that the calling thread is about to run. */
    Watch watch(ActivityExecutionContext activity, AttemptLog attempts, Duration timeout) {
        return new Watch(activity, attempts, timeout);
    }

    /** How many handlers run. */
    public int watched() {
        return watched.get();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** The watch over one running handler. */
    final class Watch implements AutoCloseable {

        private final Thread handler = Thread.currentThread();
        private final Future<?> beat;
        private final Future<?> limit;
        private @Nullable String interruption;
        private boolean closed;

        private Watch(ActivityExecutionContext activity, AttemptLog attempts, Duration timeout) {
            beat = timer.scheduleAtFixedRate(
                    () -> beat(activity, attempts), BEAT_SECONDS, BEAT_SECONDS, TimeUnit.SECONDS);
            limit = timer.schedule(
                    () -> interrupt("the handler ran longer than its time-out of " + timeout),
                    timeout.toMillis(),
                    TimeUnit.MILLISECONDS);
            watched.incrementAndGet();
        }

        /** Calls the handler; an exception that an interruption caused says why it was interrupted. */
        <V> V call(Callable<V> handling) throws Exception {
            try {
                return handling.call();
            } catch (Exception e) {
                throw explained(e);
            }
        }

        private synchronized Exception explained(Exception e) {
            if (interruption == null) {
                return e;
            }
            var explained = new TimeoutException(interruption);
            explained.initCause(e);
            return explained;
        }

        private void beat(ActivityExecutionContext activity, AttemptLog attempts) {
            try {
                tell(activity, attempts);
            } catch (ActivityCompletionException e) {
                interrupt("the server has ended this attempt");
            }
        }

        private synchronized void interrupt(String why) {
            if (!closed && interruption == null) {
                interruption = why;
                handler.interrupt();
            }
        }

        @Override
        public synchronized void close() {
            closed = true;
            watched.decrementAndGet();
            beat.cancel(false);
            limit.cancel(false);
            if (interruption != null) {
                // The thread goes back to its pool: the interruption was the handler's.
                Thread.interrupted();
            }
        }
    }
}
