package sh.fanout.workflows;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log of a stop, which may last as long as handlers do. */
final class Stop {

    private static final Logger logger = LoggerFactory.getLogger(FanoutEngine.class);

    private final long began = System.nanoTime();

    private Stop() {}

    /**
     * @param handlers how many run
     * @param time how long they may take to finish
     */
    static Stop begin(int handlers, Duration time) {
        if (handlers == 0) {
            logger.info("Fanout stops, and no handler is running");
        } else {
            logger.info("Fanout stops: handlers are running ({}), and have {} to finish", handlers, time);
        }
        return new Stop();
    }

    /** @param finished whether the handlers have */
    void end(boolean finished) {
        var took = Duration.ofMillis(Duration.ofNanos(System.nanoTime() - began).toMillis());
        logger.info(
                "Fanout has stopped, in {}{}",
                took,
                finished ? "" : ": it has interrupted the handlers that were still running");
    }
}
