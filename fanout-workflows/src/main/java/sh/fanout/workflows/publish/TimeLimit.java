package sh.fanout.workflows.publish;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Interrupts the thread that opened it, unless it is closed in time: between two tries the SDK sleeps for seconds, and
 * only an interruption wakes it.
 */
final class TimeLimit implements AutoCloseable {

    private final Thread caller = Thread.currentThread();
    private final Future<?> alarm;
    private boolean interrupted;
    private boolean closed;

    TimeLimit(Duration time, ScheduledExecutorService timer) {
        alarm = timer.schedule(this::interrupt, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Makes the call that is limited. */
    void watch(Runnable call) {
        call.run();
    }

    private synchronized void interrupt() {
        if (!closed) {
            interrupted = true;
            caller.interrupt();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        alarm.cancel(false);
        if (interrupted) {
            // The caller goes on with its own work: the interruption was ours.
            Thread.interrupted();
        }
    }
}
