package sh.fanout.workflows.publish;

import io.grpc.Context;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

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

    /** Makes the call that is limited, with a deadline for what it asks of the network. */
    <T> T watch(Context deadline, Supplier<T> call) {
        var before = deadline.attach();
        try {
            return call.get();
        } finally {
            deadline.detach(before);
        }
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
