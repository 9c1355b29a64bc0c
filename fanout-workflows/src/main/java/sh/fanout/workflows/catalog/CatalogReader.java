package sh.fanout.workflows.catalog;

import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.function.LongSupplier;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.workflows.temporal.Bus;
import sh.fanout.workflows.temporal.History;
import sh.fanout.workflows.temporal.RunRef;

/**
 * Reads the catalog, and lends a snapshot for a short time, so that selecting recipients costs no read per event.
 *
 * <p>A snapshot is never older than the lease. A service that has declared its subscriptions and has waited as long knows
 * that every other instance selects by them.
 *
 * <p>Safe for use by any number of threads.
 */
public final class CatalogReader {

    private final History history;
    private final String workflowId;
    private final long leaseNanos;
    private final LongSupplier nanoClock;
    private volatile Leased leased = new Leased(new RunRef("", ""), CatalogState.EMPTY, Long.MIN_VALUE, false);

    public CatalogReader(Bus bus, Duration lease) {
        this(bus.history(), bus.ids().catalog(), lease, System::nanoTime);
    }

    CatalogReader(History history, String workflowId, Duration lease, LongSupplier nanoClock) {
        this.history = history;
        this.workflowId = workflowId;
        this.leaseNanos = lease.toNanos();
        this.nanoClock = nanoClock;
    }

    /** The catalog as it was at most one lease ago. */
    public CatalogState current() {
        var now = leased;
        return isFresh(now) ? now.state() : refreshIfStale();
    }

    /**
     * The same for who asks on behalf of somebody.
     *
     * @throws FanoutException ({@code FANOUT-006}) if Temporal does not answer
     */
    public CatalogState known() {
        try {
            return current();
        } catch (StatusRuntimeException e) {
            throw new FanoutException(
                    ErrorCode.TEMPORAL_UNREACHABLE,
                    "Temporal does not tell which event types and subscriptions there are.",
                    "Nothing was published or changed: check that Temporal runs, then do it again.",
                    e);
        }
    }

    /** The catalog as it is. */
    public synchronized CatalogState refresh() {
        // Taken before the read is sent: the answer is at least as new as this instant.
        var asked = nanoClock.getAsLong();
        var before = leased;
        var next = history.currentRun(workflowId)
                .map(run -> new Leased(
                        run,
                        run.equals(before.run())
                                ? before.state()
                                : history.startArgument(run, CatalogImage.class).open(),
                        asked,
                        true))
                .orElse(new Leased(new RunRef("", ""), CatalogState.EMPTY, asked, true));
        leased = next;
        return next.state();
    }

    private synchronized CatalogState refreshIfStale() {
        var now = leased;
        return isFresh(now) ? now.state() : refresh();
    }

    private boolean isFresh(Leased candidate) {
        return candidate.read() && nanoClock.getAsLong() - candidate.asked() < leaseNanos;
    }

    private record Leased(RunRef run, CatalogState state, long asked, boolean read) {}
}
