package sh.fanout.workflows;

import io.temporal.client.WorkflowClient;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import sh.fanout.workflows.catalog.CatalogReader;
import sh.fanout.workflows.deadletter.LoggedDeadLetters;
import sh.fanout.workflows.operation.Heartbeats;
import sh.fanout.workflows.operation.LetterActs;
import sh.fanout.workflows.operation.PlanningActivity;
import sh.fanout.workflows.operation.Replaying;
import sh.fanout.workflows.operation.WorkingActivity;
import sh.fanout.workflows.replay.ReplayStarter;
import sh.fanout.workflows.selection.Selector;
import sh.fanout.workflows.temporal.DaemonThreads;
import sh.fanout.workflows.temporal.TaskQueues;
import sh.fanout.workflows.temporal.WorkflowIds;

/** What works for operations beside their workflow: its activities, and the threads that begin with items. */
final class OperationWork implements AutoCloseable {

    private static final int THREADS = 8;

    private final ExecutorService threads =
            Executors.newFixedThreadPool(THREADS, DaemonThreads.named("fanout-operations"));
    private final Heartbeats heartbeats = new Heartbeats();
    private final PlanningActivity planning;
    private final WorkingActivity working;

    OperationWork(
            WorkflowClient client,
            EngineSettings settings,
            CatalogReader catalog,
            Selector selector,
            LoggedDeadLetters deadLetters) {
        var ids = new WorkflowIds(settings.bus);
        var starter = new ReplayStarter(client, ids, new TaskQueues(settings.bus));
        var replays = new Replaying(settings.eventLog, catalog::current, selector, starter);
        planning = new PlanningActivity(settings.eventLog, catalog::current, selector, heartbeats);
        working = new WorkingActivity(
                settings.eventLog, replays, new LetterActs(deadLetters), client, ids, threads, heartbeats);
    }

    /** They need the store of the event log, and rest while it is away. */
    Object[] activities() {
        return new Object[] {planning, working};
    }

    @Override
    public void close() {
        threads.shutdown();
        heartbeats.close();
    }
}
