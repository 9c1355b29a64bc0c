package sh.fanout.workflows.operation;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import sh.fanout.workflows.catalog.CatalogReader;
import sh.fanout.workflows.deadletter.LoggedDeadLetters;
import sh.fanout.workflows.log.EndedRuns;
import sh.fanout.workflows.log.EventLog;
import sh.fanout.workflows.replay.ReplayStarter;
import sh.fanout.workflows.selection.Selector;
import sh.fanout.workflows.temporal.Bus;
import sh.fanout.workflows.temporal.DaemonThreads;
import sh.fanout.workflows.temporal.Heartbeats;

/** What works for operations beside their workflow: its activities, and the threads that begin with items. */
public final class OperationWork implements AutoCloseable {

    private static final int THREADS = 8;

    private final ExecutorService threads =
            Executors.newFixedThreadPool(THREADS, DaemonThreads.named("fanout-operations"));
    private final Heartbeats heartbeats = new Heartbeats();
    private final PlanningActivity planning;
    private final WorkingActivity working;

    public OperationWork(
            Bus bus,
            EventLog log,
            EndedRuns endedRuns,
            CatalogReader catalog,
            Selector selector,
            LoggedDeadLetters deadLetters) {
        var replays = new ReplayActs(log, catalog::current, selector, new ReplayStarter(bus));
        planning = new PlanningActivity(log, endedRuns, catalog::current, selector, heartbeats);
        working = new WorkingActivity(log, replays, new LetterActs(deadLetters), bus, threads, heartbeats);
    }

    /** They need the store of the event log, and rest while it is away. */
    public Object[] activities() {
        return new Object[] {planning, working};
    }

    @Override
    public void close() {
        threads.shutdown();
        heartbeats.close();
    }
}
