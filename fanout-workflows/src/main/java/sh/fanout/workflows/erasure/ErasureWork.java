package sh.fanout.workflows.erasure;

import io.temporal.client.WorkflowClient;
import java.time.Clock;
import java.util.function.Supplier;
import sh.fanout.erasure.Erasures;
import sh.fanout.workflows.catalog.CatalogState;
import sh.fanout.workflows.lane.LaneClient;
import sh.fanout.workflows.log.EventLog;
import sh.fanout.workflows.temporal.Heartbeats;
import sh.fanout.workflows.temporal.History;
import sh.fanout.workflows.temporal.TaskQueues;
import sh.fanout.workflows.temporal.WorkflowIds;
import sh.fanout.workflows.temporal.WorkflowUpdates;

/** What erases beside its workflow. */
public final class ErasureWork implements AutoCloseable {

    private final Heartbeats heartbeats = new Heartbeats();
    private final ErasingActivity erasing;
    private final Erasures erasures;

    /** @param removable whether the server can remove runs */
    public ErasureWork(
            WorkflowClient client,
            History history,
            String bus,
            EventLog log,
            Supplier<CatalogState> catalog,
            LaneClient lanes,
            WorkflowUpdates updates,
            boolean removable) {
        var ids = new WorkflowIds(bus);
        var clock = Clock.systemUTC();
        var runs =
                new Runs(client.getWorkflowServiceStubs(), client.getOptions().getNamespace(), removable);
        var search = new Search(log, catalog, lanes, runs, history, ids);
        erasing = new ErasingActivity(log, search, catalog, lanes, runs, ids, heartbeats, clock);
        erasures = new LoggedErasures(log, search, history, updates, ids, new TaskQueues(bus), clock);
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
