package sh.fanout.workflows;

import static java.util.stream.Collectors.toMap;

import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import sh.fanout.subscription.Subscription;
import sh.fanout.workflows.catalog.CatalogState;
import sh.fanout.workflows.catalog.Declaration;
import sh.fanout.workflows.catalog.SubscriptionEntry;
import sh.fanout.workflows.delivery.HandlerActivity;
import sh.fanout.workflows.delivery.Pulse;
import sh.fanout.workflows.subscription.PauseWatch;
import sh.fanout.workflows.subscription.QueueControl;
import sh.fanout.workflows.temporal.Bus;
import sh.fanout.workflows.temporal.StartedEvents;

/** One worker per subscription that this instance has the handler of. */
final class HandlerWorkers {

    /** The SDK would else hold back most of the pulse's beats. */
    private static final Duration HEARTBEATS_AT_MOST_EVERY = Duration.ofSeconds(8);

    private final EngineSettings settings;
    private final Supplier<CatalogState> catalog;
    private final QueueControl control;
    private final WorkerFactory factory;
    private final PauseWatch pauses;
    private final Pulse pulse;

    HandlerWorkers(
            Bus bus,
            EngineSettings settings,
            StartedEvents startedEvents,
            Supplier<CatalogState> catalog,
            QueueControl control) {
        this.settings = settings;
        this.catalog = catalog;
        this.control = control;
        factory = WorkerFactory.newInstance(bus.client(), WorkerSetup.factory(settings));
        var identity = bus.client().getOptions().getIdentity();
        var application = settings.service + " " + settings.build;
        pulse = new Pulse(bus.client().newActivityCompletionClient());
        for (Subscription<?> subscription : settings.subscriptions) {
            factory.newWorker(bus.queues().subscription(subscription.id()), options(subscription))
                    .registerActivitiesImplementations(new HandlerActivity<>(
                            control.guarded(subscription),
                            startedEvents,
                            pulse,
                            type -> isWanted(subscription.id(), type),
                            identity,
                            application,
                            settings.observations));
        }
        pauses = new PauseWatch(
                settings.subscriptions.stream().map(Subscription::id).toList(), catalog, control);
    }

    private boolean isWanted(String subscription, String eventType) {
        return catalog.get().subscribersOf(eventType).stream()
                .anyMatch(it -> it.id().equals(subscription));
    }

    private WorkerOptions options(Subscription<?> subscription) {
        return WorkerOptions.newBuilder(WorkerSetup.defaults())
                .setWorkerTuner(WorkerSetup.handlers(control.slots(subscription)))
                .setMaxHeartbeatThrottleInterval(HEARTBEATS_AT_MOST_EVERY)
                .setDefaultHeartbeatThrottleInterval(HEARTBEATS_AT_MOST_EVERY)
                .build();
    }

    void start() {
        applyLimits();
        factory.start();
        pauses.start();
    }

    /** Tells the queues how fast they are: as the newest build declares it, even where this one is older. */
    void applyLimits() {
        var newest = catalog.get().subscriptions();
        var limits = settings.subscriptions.stream()
                .map(it -> newest.get(it.id()))
                .filter(Objects::nonNull)
                .map(SubscriptionEntry::declared)
                .collect(toMap(Declaration.Subscriber::id, Declaration.Subscriber::limits));
        control.apply(limits);
    }

    /** How many handlers run. */
    int running() {
        return pulse.watched();
    }

    /** Returns whether all handlers that ran have finished. */
    boolean close() {
        pauses.close();
        var finished = WorkerSetup.drain(factory, settings.drainTimeout);
        pulse.close();
        return finished;
    }
}
