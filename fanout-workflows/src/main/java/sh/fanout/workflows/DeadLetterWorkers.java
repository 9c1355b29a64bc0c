package sh.fanout.workflows;

import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import sh.fanout.workflows.catalog.Attendance;
import sh.fanout.workflows.deadletter.AnnouncingActivity;
import sh.fanout.workflows.deadletter.DeadLetterRun;
import sh.fanout.workflows.deadletter.DeadLetterRunImpl;
import sh.fanout.workflows.temporal.Bus;

/** The workers of the dead letters, with a small cache of their own: most letters wait, and few wake. */
final class DeadLetterWorkers {

    private static final int CACHED_LETTERS = 100;

    private final EngineSettings settings;
    private final WorkerFactory factory;

    DeadLetterWorkers(Bus bus, EngineSettings settings, AnnouncingActivity announcing) {
        this.settings = settings;
        factory = WorkerFactory.newInstance(
                bus.client(),
                WorkerFactoryOptions.newBuilder(WorkerSetup.factory(settings))
                        .setWorkflowCacheSize(CACHED_LETTERS)
                        .build());
        // All instances poll this queue, and its runs are the shortest: what is written into them costs least.
        var identity = Attendance.identity(bus.client().getOptions().getIdentity(), settings.service, settings.build);
        var worker = factory.newWorker(
                bus.queues().deadLetters(),
                WorkerOptions.newBuilder(WorkerSetup.defaults())
                        .setIdentity(identity)
                        .build());
        worker.registerWorkflowImplementationFactory(
                DeadLetterRun.class, () -> new DeadLetterRunImpl(bus.ids(), bus.queues()));
        worker.registerActivitiesImplementations(announcing);
    }

    void start() {
        factory.start();
    }

    void close() {
        WorkerSetup.drain(factory, settings.drainTimeout);
    }
}
