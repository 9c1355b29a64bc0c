package sh.fanout.workflows;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.interceptors.WorkflowClientInterceptor;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import sh.fanout.Fanout;
import sh.fanout.catalog.EventTypes;
import sh.fanout.deadletter.DeadLetters;
import sh.fanout.erasure.Erasures;
import sh.fanout.lane.Lanes;
import sh.fanout.log.LoggedEvent;
import sh.fanout.operation.Operations;
import sh.fanout.subscription.SubscriptionState;
import sh.fanout.subscription.Subscriptions;
import sh.fanout.subscription.Trials;
import sh.fanout.workflows.catalog.CatalogClient;
import sh.fanout.workflows.catalog.CatalogEventTypes;
import sh.fanout.workflows.catalog.CatalogReader;
import sh.fanout.workflows.catalog.CatalogState;
import sh.fanout.workflows.catalog.Declaration;
import sh.fanout.workflows.catalog.RetirementWatch;
import sh.fanout.workflows.deadletter.AnnouncingActivity;
import sh.fanout.workflows.deadletter.LoggedDeadLetters;
import sh.fanout.workflows.delivery.OpenDeliveries;
import sh.fanout.workflows.erasure.ErasureWork;
import sh.fanout.workflows.gather.Gatherer;
import sh.fanout.workflows.gather.PublishAndWaitActivity;
import sh.fanout.workflows.lane.LaneClient;
import sh.fanout.workflows.lane.LoggedLanes;
import sh.fanout.workflows.log.EndedRuns;
import sh.fanout.workflows.log.LogState;
import sh.fanout.workflows.log.LogWriter;
import sh.fanout.workflows.log.PeriodicForgetting;
import sh.fanout.workflows.operation.LoggedOperations;
import sh.fanout.workflows.operation.OperationWork;
import sh.fanout.workflows.operation.PlanCheck;
import sh.fanout.workflows.publish.Admission;
import sh.fanout.workflows.publish.Announcements;
import sh.fanout.workflows.publish.Cancellations;
import sh.fanout.workflows.publish.FanOutStarter;
import sh.fanout.workflows.publish.TemporalFanout;
import sh.fanout.workflows.selection.CatalogTrials;
import sh.fanout.workflows.selection.Selector;
import sh.fanout.workflows.subscription.CatalogSubscriptions;
import sh.fanout.workflows.subscription.LocalQueueControl;
import sh.fanout.workflows.subscription.QueueControl;
import sh.fanout.workflows.subscription.ServerQueueControl;
import sh.fanout.workflows.temporal.DaemonThreads;
import sh.fanout.workflows.temporal.FanoutDataConverter;
import sh.fanout.workflows.temporal.History;
import sh.fanout.workflows.temporal.StartedEvents;
import sh.fanout.workflows.temporal.TaskQueues;
import sh.fanout.workflows.temporal.WorkflowIds;
import sh.fanout.workflows.temporal.WorkflowUpdates;

/**
 * One instance of Fanout: publishes, runs the workflows of its bus, and serves its own subscriptions.
 *
 * <p>{@link #start()} returns once every instance of the bus selects by this one's subscriptions. {@link #close()} takes
 * no new work and lets running handlers finish within the drain time.
 */
public final class FanoutEngine implements AutoCloseable {

    private static final int BATCH_THREADS = 8;
    private static final int GATHER_THREADS = 4;

    private final EngineSettings settings;
    private final Declaration declaration;
    private final CatalogReader catalog;
    private final Declaring declaring;
    private final LogWriter log;
    private final EngineWorkers engineWorkers;
    private final DeadLetterWorkers deadLetterWorkers;
    private final HandlerWorkers handlerWorkers;
    private final QueueControl queueControl;
    private final TaskQueues queues;
    private final CatalogSubscriptions subscriptions;
    private final Trials trials;
    private final EventTypes eventTypes;
    private final OpenDeliveries openDeliveries;
    private final EndedRuns endedRuns;
    private final Lanes lanes;
    private final DeadLetters deadLetters;
    private final Operations operations;
    private final OperationWork operationWork;
    private final ErasureWork erasureWork;
    private final RetirementWatch retirement;
    private final @Nullable PeriodicForgetting forgetting;
    private final ExecutorService batches =
            Executors.newFixedThreadPool(BATCH_THREADS, DaemonThreads.named("fanout-publish"));
    private final ExecutorService gathers =
            Executors.newFixedThreadPool(GATHER_THREADS, DaemonThreads.named("fanout-gather"));
    private final Gatherer gatherer;
    private final ScheduledExecutorService deadlines =
            Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("fanout-deadlines"));
    private final Fanout fanout;

    /**
     * Assembles an engine, without touching Temporal.
     *
     * @throws sh.fanout.FanoutException if a definition cannot be used
     */
    public FanoutEngine(EngineSettings settings) {
        this.settings = settings;
        var types = Definitions.eventTypes(settings);
        declaration = Definitions.declare(settings, types);
        DeclaredFilters.check(settings.subscriptions);

        var ids = new WorkflowIds(settings.bus);
        queues = new TaskQueues(settings.bus);
        var client = client(settings);
        var history = new History(
                settings.stubs, settings.namespace, client.getOptions().getDataConverter());
        openDeliveries = new OpenDeliveries(history, ids);
        endedRuns = new EndedRuns(settings.eventLog, history, ids);
        var startedEvents = new StartedEvents(history);
        var selector = new Selector(queues, settings.succession);

        catalog = new CatalogReader(history, ids.catalog(), settings.catalogLease);
        var catalogClient = new CatalogClient(client, history, ids.catalog(), queues.engine());
        declaring = new Declaring(settings, catalog, catalogClient);
        retirement = new RetirementWatch(
                settings.stubs, settings.namespace, queues, catalog, catalogClient, settings.retirementGrace);
        var admission = new Admission(settings.rateLimiter, Definitions.sharesItsBus(settings));
        declaration.types().forEach(type -> admission.requireCountable(type.id(), type.rateLimit()));
        log = new LogWriter(settings.eventLog);
        forgetting = settings.retention == null
                ? null
                : new PeriodicForgetting(settings.eventLog, settings.retention, Clock.systemUTC());
        var laneClient = new LaneClient(client, ids, queues, settings.laneLimits);
        var updates = new WorkflowUpdates(client, deadlines);
        lanes = new LoggedLanes(settings.eventLog, laneClient, updates);
        var letters = new LoggedDeadLetters(settings.eventLog, endedRuns, updates, ids, catalog::known, selector);
        deadLetters = letters;
        engineWorkers =
                new EngineWorkers(client, settings, catalog, selector, admission, log, laneClient, startedEvents);
        queueControl = queueControl(settings, queues, client.getOptions().getIdentity());
        handlerWorkers = new HandlerWorkers(client, settings, startedEvents, catalog::current, queueControl);
        subscriptions = new CatalogSubscriptions(catalog::known, queueControl);
        trials = new CatalogTrials(catalog::known, selector);
        eventTypes = new CatalogEventTypes(catalog::known);
        gatherer = new Gatherer(
                settings.stubs,
                settings.namespace,
                client.getOptions().getDataConverter(),
                settings.eventLog,
                gathers,
                deadlines);
        var starter = new FanOutStarter(client, history, ids, queues, laneClient, settings.publishTimeout, deadlines);
        deadLetterWorkers = new DeadLetterWorkers(
                client,
                settings,
                new AnnouncingActivity(new Announcements(catalog::current, starter, settings.service)));
        var cancellations = new Cancellations(client, settings.publishTimeout, deadlines);
        fanout = new TemporalFanout(
                types,
                catalog,
                selector,
                admission,
                starter,
                cancellations,
                batches,
                settings.service,
                settings.traceparent,
                settings.observations,
                gatherer);
        operations = new LoggedOperations(
                settings.eventLog,
                endedRuns,
                history,
                updates,
                ids,
                queues,
                new PlanCheck(settings.eventLog, catalog::known),
                Clock.systemUTC());
        operationWork =
                new OperationWork(client, settings.bus, settings.eventLog, endedRuns, catalog, selector, letters);
        engineWorkers.serveBesideTheLog(operationWork.activities());
        erasureWork = new ErasureWork(
                client,
                history,
                settings.bus,
                settings.eventLog,
                catalog::current,
                laneClient,
                updates,
                !settings.alone);
        engineWorkers.serveBesideTheLog(erasureWork.activities());
        engineWorkers.serve(
                new PublishAndWaitActivity(fanout, gatherer, client.newActivityCompletionClient(), gathers));
    }

    /**
     * Starts the workers, declares what this service has, and waits until the whole bus knows.
     *
     * @throws sh.fanout.FanoutException if the declaration contradicts another service's, or Temporal does not answer
     */
    public void start() {
        if (settings.alone && !settings.eventLog.shared()) {
            endedRuns.writeDownAll();
        }
        engineWorkers.start();
        deadLetterWorkers.start();
        declaring.declare(declaration);
        // Not before the catalog has taken the declaration: the queue may be another service's.
        handlerWorkers.start();
        if (!settings.alone) {
            retirement.start();
        }
        if (forgetting != null) {
            forgetting.start();
        }
    }

    public Fanout fanout() {
        return fanout;
    }

    /** The operator's view of the subscriptions; it works from when the engine is started until it is closed. */
    public Subscriptions subscriptions() {
        return subscriptions;
    }

    /**
     * The subscriptions that this instance serves, as far as the bus has them, in the order in which it declares them.
     *
     * @throws sh.fanout.FanoutException ({@code FANOUT-006}) if Temporal does not answer
     */
    public List<SubscriptionState> served() {
        return subscriptions.list(declaration.subscriptions().stream()
                .map(Declaration.Subscriber::id)
                .toList());
    }

    /**
     * How far the event log is behind.
     *
     * @throws sh.fanout.FanoutException ({@code FANOUT-006}) if Temporal does not answer
     */
    public LogState log() {
        var atTheServer = queueControl.backlog(queues.log());
        return atTheServer == null
                ? new LogState(engineWorkers.logAnswers(), log.waiting(), null)
                : new LogState(engineWorkers.logAnswers(), log.waiting() + atTheServer.waiting(), atTheServer.oldest());
    }

    /** The operator's way to ask who receives an event; it works whenever Temporal does. */
    public Trials trials() {
        return trials;
    }

    /** The operator's view of the event types; it works whenever Temporal does. */
    public EventTypes eventTypes() {
        return eventTypes;
    }

    /**
     * The event as it is, as far as Temporal answers: with the attempts of deliveries that are under way, and settled if its
     * run has ended and could not say so.
     */
    public LoggedEvent asItIs(LoggedEvent event) {
        return openDeliveries.in(endedRuns.asFarAsKnown(event));
    }

    /** The operator's view of blocked keys; it works whenever Temporal and the store of the log do. */
    public Lanes lanes() {
        return lanes;
    }

    /** The operator's view of dead letters; it works whenever Temporal and the store of the log do. */
    public DeadLetters deadLetters() {
        return deadLetters;
    }

    /** The operator's view of bulk work; it works whenever Temporal and the store of the log do. */
    public Operations operations() {
        return operations;
    }

    /** Erases on request; it works whenever Temporal does. */
    public Erasures erasures() {
        return erasureWork.erasures();
    }

    /**
     * The catalog of the bus, at most one lease old.
     *
     * @throws sh.fanout.FanoutException ({@code FANOUT-006}) if Temporal does not answer
     */
    public CatalogState catalog() {
        return catalog.known();
    }

    /** What this instance has declared. */
    public Declaration declaration() {
        return declaration;
    }

    @Override
    public void close() {
        retirement.close();
        if (forgetting != null) {
            forgetting.close();
        }
        handlerWorkers.close();
        // What handlers still publish goes first.
        batches.shutdown();
        deadLetterWorkers.close();
        engineWorkers.close();
        operationWork.close();
        erasureWork.close();
        gatherer.close();
        gathers.shutdown();
        log.close();
        deadlines.shutdownNow();
    }

    private static QueueControl queueControl(EngineSettings settings, TaskQueues queues, String identity) {
        return settings.alone
                ? new LocalQueueControl()
                : new ServerQueueControl(settings.stubs, settings.namespace, queues, identity);
    }

    private static WorkflowClient client(EngineSettings settings) {
        return WorkflowClient.newInstance(
                settings.stubs,
                WorkflowClientOptions.newBuilder()
                        .setNamespace(settings.namespace)
                        .setDataConverter(FanoutDataConverter.create(settings.codecs))
                        .setContextPropagators(settings.contextPropagators)
                        .setInterceptors(settings.clientInterceptors.toArray(WorkflowClientInterceptor[]::new))
                        .build());
    }
}
