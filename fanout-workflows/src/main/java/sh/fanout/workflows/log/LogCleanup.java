package sh.fanout.workflows.log;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.fanout.workflows.temporal.Periodic;

/**
 * Has the event log forget what is older than it is to be kept: soon after the start and then about every hour, on a thread of
 * its own. Every instance of a bus does it, each at a time of its own.
 */
public final class LogCleanup implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(LogCleanup.class);

    private static final Duration PAUSE = Duration.ofHours(1);

    private final Periodic turns = new Periodic("fanout-retention", about(Duration.ofMinutes(1)), this::turn);
    private final EventLog log;
    private final Duration kept;
    private final Clock clock;
    private Instant next = Instant.MIN;
    private boolean failing;
    private volatile boolean closed;

    /** @param kept how long an event stays in the log */
    public LogCleanup(EventLog log, Duration kept, Clock clock) {
        this.log = log;
        this.kept = kept;
        this.clock = clock;
    }

    public void start() {
        turns.start();
    }

    /** Forgets if it is time to, or if it has failed to. */
    void turn() {
        var now = clock.instant();
        if (now.isBefore(next)) {
            return;
        }
        try {
            forget(now.minus(kept));
            next = now.plus(about(PAUSE));
            failing = false;
        } catch (RuntimeException e) {
            if (!failing && !closed) {
                logger.warn("The event log cannot forget what is old ({}), and tries it again", log.describe(), e);
            }
            failing = true;
        }
    }

    private void forget(Instant before) {
        var forgotten = log.forget(before);
        if (!forgotten.isNothing()) {
            logger.info(
                    "Forgot {} events and {} operations from before {} ({})",
                    forgotten.events(),
                    forgotten.operations(),
                    before,
                    log.describe());
        }
    }

    /** Instances that were started together must not work together. */
    private static Duration about(Duration time) {
        return Duration.ofMillis(
                (long) (time.toMillis() * ThreadLocalRandom.current().nextDouble(0.75, 1.25)));
    }

    @Override
    public void close() {
        closed = true;
        turns.close();
    }
}
