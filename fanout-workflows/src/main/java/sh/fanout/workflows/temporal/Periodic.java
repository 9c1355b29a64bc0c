package sh.fanout.workflows.temporal;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A task that a thread of its own repeats until it is closed; a failure of one turn does not end the next. */
public final class Periodic implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(Periodic.class);

    private final ScheduledExecutorService timer;
    private final String name;
    private final Duration pause;
    private final Runnable task;
    private @Nullable ScheduledFuture<?> turns;

    public Periodic(String name, Duration pause, Runnable task) {
        this.name = name;
        this.pause = pause;
        this.task = task;
        timer = Executors.newSingleThreadScheduledExecutor(DaemonThreads.named(name));
    }

    /** Begins, with the first turn after one pause. */
    public void start() {
        turns = timer.scheduleWithFixedDelay(this::turn, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void turn() {
        try {
            task.run();
        } catch (RuntimeException e) {
            logger.debug("{} failed and is tried again in {}", name, pause, e);
        }
    }

    @Override
    public void close() {
        if (turns != null) {
            turns.cancel(true);
        }
        timer.shutdownNow();
    }
}
