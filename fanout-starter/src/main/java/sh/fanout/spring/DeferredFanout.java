package sh.fanout.spring;

import org.jspecify.annotations.Nullable;
import sh.fanout.ErrorCode;
import sh.fanout.Fanout;
import sh.fanout.FanoutException;

/**
 * The {@link Fanout} behind the one that beans are given: handlers publish too, so that one must be there before the engine,
 * which needs the handlers.
 */
final class DeferredFanout {

    private volatile @Nullable Fanout running;
    private volatile boolean stopped;

    void started(Fanout fanout) {
        running = fanout;
    }

    void stopped() {
        running = null;
        stopped = true;
    }

    /**
     * The one that runs.
     *
     * @throws FanoutException ({@code FANOUT-108}) before it has started, and after it has stopped
     */
    Fanout get() {
        var fanout = running;
        if (fanout != null) {
            return fanout;
        }
        throw stopped
                ? new FanoutException(
                        ErrorCode.NOT_RUNNING,
                        "Fanout was used after it has stopped with the application.",
                        "Use it before the context closes: a handler or a request that still runs may do so, @PreDestroy may not.")
                : new FanoutException(
                        ErrorCode.NOT_RUNNING,
                        "Fanout was used before it has started.",
                        "Fanout starts when all beans are there: use it from an ApplicationRunner or later, not from a constructor or @PostConstruct.");
    }
}
