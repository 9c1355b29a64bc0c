package sh.fanout.workflows;

import io.temporal.client.WorkflowClient;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import sh.fanout.subscription.Subscription;
import sh.fanout.workflows.delivery.HandlerActivity;
import sh.fanout.workflows.delivery.Pulse;
import sh.fanout.workflows.temporal.StartedEvents;
import sh.fanout.workflows.temporal.TaskQueues;

/** One worker per subscription that this instance has the handler of. */
final class HandlerWorkers {

    private static final int POLLERS = 2;

    /** The SDK would else hold back most of the pulse's beats. */
    private static final Duration HEARTBEATS_AT_MOST_EVERY = Duration.ofSeconds(8);

    private final EngineSettings settings;
    private final WorkerFactory factory;
    private final Pulse pulse = new Pulse();

    HandlerWorkers(WorkflowClient client, EngineSettings settings, StartedEvents startedEvents) {
        this.settings = settings;
        factory = WorkerFactory.newInstance(client, WorkerTuning.factory(settings));
        var queues = new TaskQueues(settings.bus);
        var identity = client.getOptions().getIdentity();
        var claims = client.newActivityCompletionClient();
        for (Subscription<?> subscription : settings.subscriptions) {
            factory.newWorker(queues.subscription(subscription.id()), options(subscription))
                    .registerActivitiesImplementations(
                            new HandlerActivity<>(subscription, startedEvents, pulse, claims, identity));
        }
    }

    private static WorkerOptions options(Subscription<?> subscription) {
        return WorkerOptions.newBuilder(WorkerTuning.defaults())
                .setMaxConcurrentActivityExecutionSize(subscription.limits().concurrency())
                .setMaxConcurrentActivityTaskPollers(POLLERS)
                .setMaxHeartbeatThrottleInterval(HEARTBEATS_AT_MOST_EVERY)
                .setDefaultHeartbeatThrottleInterval(HEARTBEATS_AT_MOST_EVERY)
                .build();
    }

    void start() {
        factory.start();
    }

    void close() {
        WorkerTuning.drain(factory, settings.drainTimeout);
        pulse.close();
    }
}
