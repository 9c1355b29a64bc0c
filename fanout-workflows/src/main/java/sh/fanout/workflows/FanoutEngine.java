package sh.fanout.workflows;

import java.time.Clock;
import java.util.List;
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
import sh.fanout.workflows.catalog.CatalogState;
import sh.fanout.workflows.catalog.Declaration;
import sh.fanout.workflows.deadletter.AnnouncingActivity;
import sh.fanout.workflows.delivery.OpenDeliveries;
import sh.fanout.workflows.lane.LaneClient;
import sh.fanout.workflows.log.BusName;
import sh.fanout.workflows.log.EndedRuns;
import sh.fanout.workflows.log.LogCleanup;
import sh.fanout.workflows.log.LogState;
import sh.fanout.workflows.log.LogWriter;
import sh.fanout.workflows.log.LostRuns;
import sh.fanout.workflows.publish.Admission;
import sh.fanout.workflows.selection.Selector;
import sh.fanout.workflows.subscription.LocalQueueControl;
import sh.fanout.workflows.subscription.QueueControl;
import sh.fanout.workflows.subscription.ServerQueueControl;
import sh.fanout.workflows.temporal.Bus;
import sh.fanout.workflows.temporal.DaemonThreads;
import sh.fanout.workflows.temporal.StartedEvents;
import sh.fanout.workflows.temporal.TaskQueues;
import sh.fanout.workflows.temporal.WorkflowUpdates;

/**
 * One instance of Fanout: publishes, runs the workflows of its bus, and serves its own subscriptions.
 *
 * <p>{@link #start()} returns once every instance of the bus selects by this one's subscriptions. {@link #close()} takes
 * no new work and lets running handlers finish within the drain time.
 */
public final class FanoutEngine implements AutoCloseable {

    private final EngineSettings settings;
    private final Declaration declaration;
    private final TaskQueues queues;
    private final QueueControl queueControl;
    private final EndedRuns endedRuns;
    private final OpenDeliveries openDeliveries;
    private final LogWriter log;
    private final BusName name;
    private final @Nullable LogCleanup cleanup;
    private final Membership membership;
    private final Publisher publisher;
    private final OperatorPorts operators;
    private final EngineWorkers engineWorkers;
    private final DeadLetterWorkers deadLetterWorkers;
    private final HandlerWorkers handlerWorkers;
    private final ScheduledExecutorService deadlines =
            Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("fanout-deadlines"));
    private volatile boolean started;

    /**
     * Assembles an engine, without touching Temporal.
     *
     * @throws sh.fanout.FanoutException if a definition cannot be used
     */
    public FanoutEngine(EngineSettings settings) {
        this.settings = settings;
        var types = Definitions.eventTypes(settings);
        declaration = Definitions.declaration(settings, types);
        SubscriptionChecks.requireFilters(settings.subscriptions);
        var admission = new Admission(settings.rateLimiter, Definitions.sharesItsBus(settings));
        declaration.types().forEach(type -> admission.requireCountable(type.id(), type.rateLimit()));

        var bus = Bus.of(settings.bus, ClientSetup.client(settings));
        name = BusName.of(bus);
        queues = bus.queues();
        queueControl = settings.alone ? new LocalQueueControl() : new ServerQueueControl(bus);
        endedRuns = new EndedRuns(settings.eventLog, bus);
        openDeliveries = new OpenDeliveries(bus);
        log = new LogWriter(settings.eventLog);
        cleanup = settings.retention == null
                ? null
                : new LogCleanup(settings.eventLog, settings.retention, Clock.systemUTC());

        membership = new Membership(bus, settings, declaration);
        var catalog = membership.catalog();
        var selector = new Selector(queues, settings.succession);
        var lanes = new LaneClient(bus, settings.laneLimits);
        publisher = new Publisher(bus, settings, types, catalog, selector, admission, lanes, deadlines);
        operators = new OperatorPorts(
                bus, settings, catalog, selector, endedRuns, lanes, queueControl, new WorkflowUpdates(bus, deadlines));

        var startedEvents = new StartedEvents(bus.history());
        engineWorkers = new EngineWorkers(bus, settings, catalog, selector, admission, log, lanes, startedEvents);
        engineWorkers.serve(publisher.forWorkflows());
        engineWorkers.serveBesideTheLog(operators.operationWork.activities());
        engineWorkers.serveBesideTheLog(operators.erasureWork.activities());
        deadLetterWorkers = new DeadLetterWorkers(bus, settings, new AnnouncingActivity(publisher.announcements()));
        handlerWorkers = new HandlerWorkers(bus, settings, startedEvents, catalog::current, queueControl);
    }

    /**
     * Starts the workers, declares what this service has, and waits until the whole bus knows.
     *
     * @throws sh.fanout.FanoutException if the declaration contradicts another service's, the log is another bus's, or
     *     Temporal does not answer
     */
    public void start() {
        if (settings.alone && !settings.eventLog.shared()) {
            // All that had it open is gone, whichever bus that was.
            new LostRuns(settings.eventLog, endedRuns).writeDown();
        } else {
            settings.eventLog.claim(name);
        }
        engineWorkers.start();
        deadLetterWorkers.start();
        membership.declare();
        // Not before the catalog has taken the declaration: the queue may be another service's.
        handlerWorkers.start();
        membership.watch(handlerWorkers::applyLimits);
        if (cleanup != null) {
            cleanup.start();
        }
        started = true;
    }

    public Fanout fanout() {
        return publisher.fanout();
    }

    /** The operator's view of the subscriptions; it works from when the engine is started until it is closed. */
    public Subscriptions subscriptions() {
        return operators.subscriptions;
    }

    /**
     * The subscriptions that this instance serves, as far as the bus has them, in the order in which it declares them.
     *
     * @throws sh.fanout.FanoutException ({@code FANOUT-006}) if Temporal does not answer
     */
    public List<SubscriptionState> served() {
        return operators.subscriptions.list(declaration.subscriptions().stream()
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
        return operators.trials;
    }

    /** The operator's view of the event types; it works whenever Temporal does. */
    public EventTypes eventTypes() {
        return operators.eventTypes;
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
        return operators.lanes;
    }

    /** The operator's view of dead letters; it works whenever Temporal and the store of the log do. */
    public DeadLetters deadLetters() {
        return operators.deadLetters;
    }

    /** The operator's view of bulk work; it works whenever Temporal and the store of the log do. */
    public Operations operations() {
        return operators.operations;
    }

    /** Erases on request; it works whenever Temporal does. */
    public Erasures erasures() {
        return operators.erasures;
    }

    /**
     * The catalog of the bus, at most one lease old.
     *
     * @throws sh.fanout.FanoutException ({@code FANOUT-006}) if Temporal does not answer
     */
    public CatalogState catalog() {
        return membership.catalog().known();
    }

    /** What this instance has declared. */
    public Declaration declaration() {
        return declaration;
    }

    @Override
    public void close() {
        if (started) {
            started = false;
            Stop.begin(handlerWorkers.running(), settings.drainTimeout).end(stop());
        } else {
            stop();
        }
    }

    /** Returns whether all handlers that ran have finished. */
    private boolean stop() {
        membership.close();
        if (cleanup != null) {
            cleanup.close();
        }
        var finished = handlerWorkers.close();
        // What handlers still publish goes first.
        publisher.stopBatches();
        deadLetterWorkers.close();
        engineWorkers.close();
        operators.close();
        publisher.close();
        log.close();
        deadlines.shutdownNow();
        return finished;
    }
}
