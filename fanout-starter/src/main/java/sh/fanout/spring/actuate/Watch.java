package sh.fanout.spring.actuate;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.fanout.workflows.temporal.DaemonThreads;

/**
 * Looks every 15 seconds how everything stands, on a thread of its own: whoever asks is told what was seen last, and neither
 * waits nor causes a call. Nobody looks before somebody asks.
 */
final class Watch implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(Watch.class);
    private static final Duration PAUSE = Duration.ofSeconds(15);
    private static final Duration UNTIL_THE_START = Duration.ofSeconds(1);
    private static final Duration FIRST_LOOK = Duration.ofSeconds(2);

    private final Supplier<Standing> look;
    private final Duration pause;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(DaemonThreads.named("fanout-watch"));
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Consumer<Standing>> listeners = new CopyOnWriteArrayList<>();
    private final CountDownLatch firstLook = new CountDownLatch(1);
    private volatile Standing latest = Standing.NEVER;
    private boolean begun;

    Watch(Supplier<Standing> look) {
        this(look, PAUSE);
    }

    Watch(Supplier<Standing> look, Duration pause) {
        this.look = look;
        this.pause = pause;
    }

    /** Has every look reported from now on, on the thread that looks. */
    void report(Consumer<Standing> listener) {
        listeners.add(listener);
        begin();
    }

    /** What was seen last. */
    Standing latest() {
        begin();
        return latest;
    }

    /** The same; the first to ask waits for the first look, for 2 s at most. */
    Standing recent() {
        begin();
        try {
            if (!firstLook.await(FIRST_LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                logger.debug("The first look takes longer than {}", FIRST_LOOK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return latest;
    }

    private synchronized void begin() {
        if (!begun) {
            begun = true;
            thread.execute(this::run);
        }
    }

    private void run() {
        try {
            do {
                look();
                firstLook.countDown();
            } while (!closed.await(pause().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            // It is over in any case: only close interrupts this thread.
        }
    }

    private void look() {
        try {
            latest = look.get().after(latest);
        } catch (RuntimeException e) {
            logger.debug("Nobody could look how Fanout stands", e);
            latest = Standing.NEVER;
        }
        listeners.forEach(it -> it.accept(latest));
    }

    private Duration pause() {
        return latest.looked() == null && pause.compareTo(UNTIL_THE_START) > 0 ? UNTIL_THE_START : pause;
    }

    @Override
    public void close() {
        closed.countDown();
        thread.shutdownNow();
    }
}
