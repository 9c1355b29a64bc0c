package sh.fanout.workflows;

import java.time.Clock;
import sh.fanout.catalog.EventTypes;
import sh.fanout.deadletter.DeadLetters;
import sh.fanout.erasure.Erasures;
import sh.fanout.lane.Lanes;
import sh.fanout.operation.Operations;
import sh.fanout.subscription.Trials;
import sh.fanout.workflows.catalog.CatalogClient;
import sh.fanout.workflows.catalog.CatalogEventTypes;
import sh.fanout.workflows.catalog.CatalogReader;
import sh.fanout.workflows.deadletter.LoggedDeadLetters;
import sh.fanout.workflows.erasure.ErasureWork;
import sh.fanout.workflows.lane.LaneClient;
import sh.fanout.workflows.lane.LoggedLanes;
import sh.fanout.workflows.log.EndedRuns;
import sh.fanout.workflows.operation.LoggedOperations;
import sh.fanout.workflows.operation.OperationWork;
import sh.fanout.workflows.operation.PlanCheck;
import sh.fanout.workflows.selection.CatalogTrials;
import sh.fanout.workflows.selection.Selector;
import sh.fanout.workflows.subscription.CatalogSubscriptions;
import sh.fanout.workflows.subscription.QueueControl;
import sh.fanout.workflows.temporal.Bus;
import sh.fanout.workflows.temporal.WorkflowUpdates;

/** What operators see and do, and the work that they start. */
final class OperatorPorts implements AutoCloseable {

    final CatalogSubscriptions subscriptions;
    final Trials trials;
    final EventTypes eventTypes;
    final Lanes lanes;
    final DeadLetters deadLetters;
    final Operations operations;
    final Erasures erasures;
    final OperationWork operationWork;
    final ErasureWork erasureWork;

    OperatorPorts(
            Bus bus,
            EngineSettings settings,
            CatalogReader catalog,
            Selector selector,
            EndedRuns endedRuns,
            LaneClient laneClient,
            QueueControl queueControl,
            WorkflowUpdates updates) {
        var log = settings.eventLog;
        var catalogClient = new CatalogClient(bus);
        subscriptions = new CatalogSubscriptions(catalog::known, queueControl, id -> {
            catalogClient.dismiss(id);
            catalog.refresh();
        });
        trials = new CatalogTrials(catalog::known, selector);
        eventTypes = new CatalogEventTypes(catalog::known);
        lanes = new LoggedLanes(log, laneClient, updates);
        var letters = new LoggedDeadLetters(log, endedRuns, updates, bus.ids(), catalog::known, selector);
        deadLetters = letters;
        operations = new LoggedOperations(
                log, endedRuns, bus, updates, new PlanCheck(log, catalog::known), Clock.systemUTC());
        operationWork = new OperationWork(bus, log, endedRuns, catalog, selector, letters);
        erasureWork = new ErasureWork(bus, log, catalog::current, laneClient, updates, !settings.alone);
        erasures = erasureWork.erasures();
    }

    @Override
    public void close() {
        operationWork.close();
        erasureWork.close();
    }
}
