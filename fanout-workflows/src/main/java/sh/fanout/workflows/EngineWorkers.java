package sh.fanout.workflows;

import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import sh.fanout.workflows.catalog.CatalogImpl;
import sh.fanout.workflows.catalog.CatalogReader;
import sh.fanout.workflows.deadletter.ParkingActivity;
import sh.fanout.workflows.delivery.DeliveryImpl;
import sh.fanout.workflows.erasure.ErasureRunImpl;
import sh.fanout.workflows.lane.GrantingActivity;
import sh.fanout.workflows.lane.HoldingActivity;
import sh.fanout.workflows.lane.LaneClient;
import sh.fanout.workflows.lane.LaneImpl;
import sh.fanout.workflows.log.ItemOutcomes;
import sh.fanout.workflows.log.LogGate;
import sh.fanout.workflows.log.LogWriter;
import sh.fanout.workflows.log.RecorderActivity;
import sh.fanout.workflows.log.Recovery;
import sh.fanout.workflows.operation.OperationRunImpl;
import sh.fanout.workflows.publish.Admission;
import sh.fanout.workflows.publish.FanOut;
import sh.fanout.workflows.publish.FanOutImpl;
import sh.fanout.workflows.publish.SelectActivity;
import sh.fanout.workflows.replay.Replay;
import sh.fanout.workflows.replay.ReplayImpl;
import sh.fanout.workflows.replay.ReplayedActivity;
import sh.fanout.workflows.selection.Selector;
import sh.fanout.workflows.temporal.Bus;
import sh.fanout.workflows.temporal.Heartbeats;
import sh.fanout.workflows.temporal.StartedEvents;

/** The workers of the bus's workflows and of its log: every instance has them, whatever it subscribes to. */
final class EngineWorkers {

    /** Records wait for a commit that they share: many waiting at once make few commits. */
    private static final int CONCURRENT_RECORDS = 200;

    private final EngineSettings settings;
    private final WorkerFactory factory;
    private final LogGate logGate;
    private final Worker engine;
    private final Worker records;

    EngineWorkers(
            Bus bus,
            EngineSettings settings,
            CatalogReader catalog,
            Selector selector,
            Admission admission,
            LogWriter log,
            LaneClient lanes,
            StartedEvents startedEvents) {
        this.settings = settings;
        var ids = bus.ids();
        var queues = bus.queues();
        factory = WorkerFactory.newInstance(bus.client(), WorkerSetup.factory(settings));

        engine = factory.newWorker(queues.engine(), WorkerSetup.defaults());
        engine.registerWorkflowImplementationFactory(FanOut.class, () -> new FanOutImpl(ids, queues));
        engine.registerWorkflowImplementationTypes(
                DeliveryImpl.class, CatalogImpl.class, LaneImpl.class, OperationRunImpl.class, ErasureRunImpl.class);
        engine.registerActivitiesImplementations(
                new SelectActivity(selector, catalog, admission, log, settings.patience, settings.observations),
                new HoldingActivity(lanes),
                new GrantingActivity(bus.client()),
                new ParkingActivity(bus, startedEvents, settings.deadLetterLife));
        engine.registerWorkflowImplementationFactory(Replay.class, () -> new ReplayImpl(ids, queues));

        records = factory.newWorker(
                queues.log(),
                WorkerOptions.newBuilder(WorkerSetup.defaults())
                        .setMaxConcurrentActivityExecutionSize(CONCURRENT_RECORDS)
                        .setMaxHeartbeatThrottleInterval(Heartbeats.EVERY)
                        .build());
        var recovery = new Recovery(log, settings.eventLog);
        var outcomes = new ItemOutcomes(log, bus);
        records.registerActivitiesImplementations(
                new RecorderActivity(log, settings.eventLog, recovery, startedEvents, outcomes),
                new ReplayedActivity(recovery, outcomes, bus));
        logGate = new LogGate(settings.eventLog, records);
    }

    /** Adds activities for the workflows of applications; before the start. */
    void serve(Object activities) {
        engine.registerActivitiesImplementations(activities);
    }

    /** Adds activities that need the store of the event log, and rest while it is away; before the start. */
    void serveBesideTheLog(Object... activities) {
        records.registerActivitiesImplementations(activities);
    }

    /** Whether the store of the log answered a moment ago. */
    boolean logAnswers() {
        return logGate.isOpen();
    }

    void start() {
        factory.start();
        logGate.start();
    }

    void close() {
        logGate.close();
        WorkerSetup.drain(factory, settings.drainTimeout);
    }
}
