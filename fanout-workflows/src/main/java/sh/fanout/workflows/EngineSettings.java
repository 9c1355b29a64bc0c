package sh.fanout.workflows;

import io.micrometer.observation.ObservationRegistry;
import io.temporal.common.context.ContextPropagator;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.common.interceptors.WorkflowClientInterceptor;
import io.temporal.payload.codec.PayloadCodec;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import sh.fanout.EventType;
import sh.fanout.subscription.Subscription;
import sh.fanout.workflows.lane.LaneLimits;
import sh.fanout.workflows.limit.MemoryRateLimiter;
import sh.fanout.workflows.limit.RateLimiter;
import sh.fanout.workflows.log.EventLog;
import sh.fanout.workflows.publish.Patience;

/**
 * What an engine is made of. Four things are needed; the rest has defaults, and a setter each. Not for use by several
 * threads, nor for changes once an engine is built from it.
 */
public final class EngineSettings {

    final WorkflowServiceStubs stubs;
    final EventLog eventLog;
    final String service;
    final String build;

    String namespace = "default";
    String bus = "fanout";
    List<EventType<?>> types = List.of();
    List<Subscription<?>> subscriptions = List.of();
    List<PayloadCodec> codecs = List.of();
    List<ContextPropagator> contextPropagators = List.of();
    List<WorkflowClientInterceptor> clientInterceptors = List.of();
    List<WorkerInterceptor> workerInterceptors = List.of();
    RateLimiter rateLimiter = new MemoryRateLimiter();
    Supplier<@Nullable String> traceparent = () -> null;
    ObservationRegistry observations = ObservationRegistry.NOOP;
    Duration publishTimeout = Duration.ofSeconds(10);
    Duration drainTimeout = Duration.ofSeconds(20);
    Duration catalogLease = Duration.ofSeconds(2);
    Duration retirementGrace = Duration.ofMinutes(2);
    Duration succession = Duration.ofSeconds(30);
    Duration deadLetterLife = Duration.ofDays(30);

    @Nullable
    Duration retention = Duration.ofDays(30);

    Patience patience = Patience.DEFAULT;
    LaneLimits laneLimits = LaneLimits.defaults();
    boolean alone;
    boolean ownLogOnly;

    private EngineSettings(WorkflowServiceStubs stubs, EventLog eventLog, String service, String build) {
        this.stubs = stubs;
        this.eventLog = eventLog;
        this.service = service;
        this.build = build;
    }

    /**
     * Begins the settings of an engine.
     *
     * @param stubs the connection to Temporal; the engine does not close it
     * @param eventLog the store of the event log; the engine does not close it
     * @param service the name of the application
     * @param build what tells this build of it from the others
     */
    public static EngineSettings of(WorkflowServiceStubs stubs, EventLog eventLog, String service, String build) {
        return new EngineSettings(stubs, eventLog, service, build);
    }

    public EngineSettings namespace(String namespace) {
        this.namespace = namespace;
        return this;
    }

    /** What shares a catalog, and the prefix of every workflow id and task queue. */
    public EngineSettings bus(String bus) {
        this.bus = bus;
        return this;
    }

    /** The event types that this service defines; those that its subscriptions bring need not be repeated. */
    public EngineSettings types(Collection<EventType<?>> types) {
        this.types = List.copyOf(types);
        return this;
    }

    public EngineSettings subscriptions(Collection<Subscription<?>> subscriptions) {
        this.subscriptions = List.copyOf(subscriptions);
        return this;
    }

    /** The application's own codecs, such as encryption; all services of a bus must have the same. */
    public EngineSettings codecs(List<PayloadCodec> codecs) {
        this.codecs = List.copyOf(codecs);
        return this;
    }

    public EngineSettings contextPropagators(List<ContextPropagator> contextPropagators) {
        this.contextPropagators = List.copyOf(contextPropagators);
        return this;
    }

    public EngineSettings interceptors(List<WorkflowClientInterceptor> client, List<WorkerInterceptor> worker) {
        this.clientInterceptors = List.copyOf(client);
        this.workerInterceptors = List.copyOf(worker);
        return this;
    }

    /** Counts the events of limited types; the engine does not close it. By default each process counts for itself. */
    public EngineSettings rateLimiter(RateLimiter rateLimiter) {
        this.rateLimiter = rateLimiter;
        return this;
    }

    /** The W3C trace context of a calling thread whose publish has no span of its own, if it has one. */
    public EngineSettings traceparent(Supplier<@Nullable String> traceparent) {
        this.traceparent = traceparent;
        return this;
    }

    /**
     * Observes what becomes of events, under the names of
     * {@link sh.fanout.workflows.observation.FanoutObservation}. By default nothing does, and it costs nothing.
     */
    public EngineSettings observations(ObservationRegistry observations) {
        this.observations = observations;
        return this;
    }

    /** How long a publish may take before it fails. */
    public EngineSettings publishTimeout(Duration publishTimeout) {
        this.publishTimeout = publishTimeout;
        return this;
    }

    /** How long running handlers may take to finish when the engine closes. */
    public EngineSettings drainTimeout(Duration drainTimeout) {
        this.drainTimeout = drainTimeout;
        return this;
    }

    /** How old the catalog may be that selects recipients; a start waits as long. The same on all instances of a bus. */
    public EngineSettings catalogLease(Duration catalogLease) {
        this.catalogLease = catalogLease;
        return this;
    }

    /** How long nobody must have served a subscription that its service no longer has, before it retires. */
    public EngineSettings retirementGrace(Duration retirementGrace) {
        this.retirementGrace = retirementGrace;
        return this;
    }

    /** How long a member of a consumer group may take to begin with a delivery before the next member has it. */
    public EngineSettings succession(Duration succession) {
        this.succession = succession;
        return this;
    }

    /** How long a dead letter waits for somebody to act before it expires. */
    public EngineSettings deadLetterLife(Duration deadLetterLife) {
        this.deadLetterLife = deadLetterLife;
        return this;
    }

    /** How long an event stays in the log, longer as long as it is needed; {@code null} for ever. The same on all instances. */
    public EngineSettings retention(@Nullable Duration retention) {
        this.retention = retention;
        return this;
    }

    /** How patient keyed events are. */
    public EngineSettings patience(Patience patience) {
        this.patience = patience;
        return this;
    }

    /** What a lane keeps; for a lane that runs, what it was started with. */
    public EngineSettings laneLimits(LaneLimits laneLimits) {
        this.laneLimits = laneLimits;
        return this;
    }

    /** Says that the server is this process's own, so that there is nobody to wait for. */
    public EngineSettings alone() {
        this.alone = true;
        return this;
    }

    /** Vouches that this is the only instance of the bus, so that no other event log matters. */
    public EngineSettings ownLogOnly() {
        this.ownLogOnly = true;
        return this;
    }
}
