package sh.fanout.workflows.erasure;

import java.time.Clock;
import java.util.function.Supplier;
import sh.fanout.erasure.Erasures;
import sh.fanout.workflows.catalog.CatalogState;
import sh.fanout.workflows.lane.LaneClient;
import sh.fanout.workflows.log.EventLog;
import sh.fanout.workflows.temporal.Bus;
import sh.fanout.workflows.temporal.Heartbeats;
import sh.fanout.workflows.temporal.WorkflowUpdates;

/** What erases beside its workflow. */
public final class ErasureWork implements AutoCloseable {

    private final Heartbeats heartbeats = new Heartbeats();
    private final ErasingActivity erasing;
    private final Erasures erasures;

    /** @param removable whether the server can remove runs */
    public ErasureWork(
            Bus bus,
            EventLog log,
            Supplier<CatalogState> catalog,
            LaneClient lanes,
            WorkflowUpdates updates,
            boolean removable) {
        var clock = Clock.systemUTC();
        var runs = new Runs(bus, removable);
        var search = new ErasableEvents(log, catalog, lanes, runs, bus);
        erasing = new ErasingActivity(log, search, catalog, lanes, runs, bus.ids(), heartbeats, clock);
        erasures = new LoggedErasures(log, search, bus, updates, clock);
    }

    /** They need the store of the event log, and rest while it is away. */
    public Object activities() {
        return erasing;
    }

    public Erasures erasures() {
        return erasures;
    }

    @Override
    public void close() {
        heartbeats.close();
    }
}
