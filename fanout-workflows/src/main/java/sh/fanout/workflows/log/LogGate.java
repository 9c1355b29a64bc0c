package sh.fanout.workflows.log;

import io.temporal.worker.Worker;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.fanout.workflows.temporal.Periodic;

/**
 * Takes no work from the log's queue while the store is away, so that an outage of hours costs neither retries nor slots:
 * the records wait at the server.
 */
public final class LogGate implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(LogGate.class);

    private final Periodic probes = new Periodic("fanout-log-gate", Duration.ofSeconds(1), this::probe);
    private final EventLog log;
    private final Worker worker;
    private volatile boolean open = true;

    public LogGate(EventLog log, Worker worker) {
        this.log = log;
        this.worker = worker;
    }

    /** Begins to watch the store; the worker must be polling. */
    public void start() {
        probes.start();
    }

    /** Whether the store answered when it was last asked, a second ago or two. */
    public boolean isOpen() {
        return open;
    }

    private void probe() {
        var available = log.available();
        if (open && !available) {
            logger.warn("The event log is away ({}): deliveries go on, their records wait", log.describe());
            worker.suspendPolling();
        } else if (!open && available) {
            logger.info("The event log is back ({})", log.describe());
            worker.resumePolling();
        }
        open = available;
    }

    @Override
    public void close() {
        probes.close();
    }
}
