package sh.fanout.workflows;

import io.temporal.client.WorkflowClient;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import sh.fanout.workflows.deadletter.AnnouncingActivity;
import sh.fanout.workflows.deadletter.ParkedDelivery;
import sh.fanout.workflows.deadletter.ParkedDeliveryImpl;
import sh.fanout.workflows.temporal.TaskQueues;
import sh.fanout.workflows.temporal.WorkflowIds;

/** The workers of the dead letters, with a small cache of their own: most letters wait, and few wake. */
final class DeadLetterWorkers {

    private static final int CACHED_LETTERS = 100;

    private final EngineSettings settings;
    private final WorkerFactory factory;

    DeadLetterWorkers(WorkflowClient client, EngineSettings settings, AnnouncingActivity announcing) {
        this.settings = settings;
        var ids = new WorkflowIds(settings.bus);
        var queues = new TaskQueues(settings.bus);
        factory = WorkerFactory.newInstance(
                client,
                WorkerFactoryOptions.newBuilder(WorkerTuning.factory(settings))
                        .setWorkflowCacheSize(CACHED_LETTERS)
                        .build());
        var worker = factory.newWorker(queues.deadLetters(), WorkerTuning.defaults());
        worker.registerWorkflowImplementationFactory(ParkedDelivery.class, () -> new ParkedDeliveryImpl(ids, queues));
        worker.registerActivitiesImplementations(announcing);
    }

    void start() {
        factory.start();
    }

    void close() {
        WorkerTuning.drain(factory, settings.drainTimeout);
    }
}
