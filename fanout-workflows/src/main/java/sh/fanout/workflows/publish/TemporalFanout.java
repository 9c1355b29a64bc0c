package sh.fanout.workflows.publish;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sh.fanout.ErrorCode;
import sh.fanout.EventEnvelope;
import sh.fanout.EventType;
import sh.fanout.Fanout;
import sh.fanout.FanoutException;
import sh.fanout.GatherResult;
import sh.fanout.InvalidPayloadException;
import sh.fanout.JsonEvent;
import sh.fanout.Publication;
import sh.fanout.PublishOptions;
import sh.fanout.PublishOutcome;
import sh.fanout.UnknownEventTypeException;
import sh.fanout.Violation;
import sh.fanout.subscription.DeliveryContext;
import sh.fanout.workflows.catalog.CatalogReader;
import sh.fanout.workflows.delivery.HandlingScope;
import sh.fanout.workflows.gather.Gatherer;
import sh.fanout.workflows.schema.PayloadReader;
import sh.fanout.workflows.schema.PayloadWriter;
import sh.fanout.workflows.selection.Selector;
import sh.fanout.workflows.temporal.FanoutJson;
import tools.jackson.databind.JsonNode;

/** Publishes by starting a fan-out: checks the payload, then makes one call. */
public final class TemporalFanout implements Fanout {

    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();
    private final DefinedTypes types;
    private final CatalogReader catalog;
    private final Selector selector;
    private final Admission admission;
    private final FanOutStarter starter;
    private final Cancellations cancellations;
    private final Executor batches;
    private final String source;
    private final Supplier<@Nullable String> traceparent;
    private final ObservationRegistry observations;
    private final Gatherer gatherer;

    public TemporalFanout(
            DefinedTypes types,
            CatalogReader catalog,
            Selector selector,
            Admission admission,
            FanOutStarter starter,
            Cancellations cancellations,
            Executor batches,
            String source,
            Supplier<@Nullable String> traceparent,
            ObservationRegistry observations,
            Gatherer gatherer) {
        this.types = types;
        this.catalog = catalog;
        this.selector = selector;
        this.admission = admission;
        this.starter = starter;
        this.cancellations = cancellations;
        this.batches = batches;
        this.source = source;
        this.traceparent = traceparent;
        this.observations = observations;
        this.gatherer = gatherer;
    }

    @Override
    public Publication publish(Object payload, PublishOptions options) {
        return publish(() -> event(payload, options));
    }

    @Override
    public <T> Publication publish(EventType<T> type, T payload, PublishOptions options) {
        return publish(() -> {
            var defined = types.find(type.id()).orElseThrow(() -> unknown(type.id()));
            return event(defined, PayloadWriter.write(type.id(), payload), options);
        });
    }

    @Override
    public Publication publishJson(String type, String payload, PublishOptions options) {
        return publish(() -> event(new JsonEvent(type, payload, options)));
    }

    private Publication publish(Supplier<EventEnvelope> wanted) {
        var publishing = Publishing.begin(observations);
        var event = publishing.event(wanted);
        return publishing.end(() -> start(event));
    }

    @Override
    public <T> List<PublishOutcome> publishAll(
            List<? extends T> payloads, Function<? super T, PublishOptions> options) {
        var count = payloads.size();
        var wanted = payloads.stream()
                .map(it -> it == null ? PublishOptions.none() : options.apply(it))
                .toList();
        return startAll(IntStream.range(0, count)
                .mapToObj(i -> () -> event(requireThere(payloads.get(i), i, count), wanted.get(i))));
    }

    @Override
    public List<PublishOutcome> publishAllJson(List<JsonEvent> events) {
        var count = events.size();
        return startAll(IntStream.range(0, count).mapToObj(i -> () -> event(requireThere(events.get(i), i, count))));
    }

    private static <T> T requireThere(@Nullable T item, int index, int count) {
        if (item == null) {
            throw new FanoutException(
                    ErrorCode.INVALID_REQUEST,
                    "Item %d of %d of the batch is null.".formatted(index + 1, count),
                    "Give what is to be published, or leave it out.");
        }
        return item;
    }

    private List<PublishOutcome> startAll(Stream<Supplier<EventEnvelope>> events) {
        var batch = new Batch(this::start, starter.timeout(), batches, observations);
        var outcomes = events.map(batch::add).toList();
        return outcomes.stream().map(CompletableFuture::join).toList();
    }

    @Override
    public CompletableFuture<GatherResult> gather(Publication publication, Duration deadline) {
        return gatherer.gather(publication, deadline);
    }

    @Override
    public CompletableFuture<GatherResult> gather(String eventId, Duration deadline) {
        return gatherer.gather(eventId, deadline);
    }

    @Override
    public boolean cancel(Publication publication) {
        return cancellations.cancel(publication);
    }

    private Publication start(EventEnvelope event) {
        starter.requireIds(event);
        // Most types have no limit, which their definition tells without asking for the catalog.
        var mayBeLimited = types.find(event.type())
                .map(defined -> defined.type().rateLimit() != null)
                .orElse(true);
        return starter.start(event, mayBeLimited && admission.pass(event.type(), catalog.known()));
    }

    private EventEnvelope event(Object payload, PublishOptions options) {
        var type = payload.getClass();
        var defined = types.of(type, () -> unknown(type));
        return event(defined, PayloadWriter.write(defined.type().id(), payload), options);
    }

    private EventEnvelope event(JsonEvent wanted) {
        var type = EventType.requireId(wanted.type());
        var value = PayloadReader.read(type, wanted.payload());
        return types.find(type)
                .map(defined -> event(defined, value, wanted.options()))
                .orElseGet(() -> foreignEvent(type, value, wanted.options()));
    }

    private EventEnvelope event(DefinedTypes.Defined defined, JsonNode value, PublishOptions options) {
        var type = defined.type();
        requireValid(type.id(), defined.schema().validate(value));
        return envelope(type.id(), type.version(), type.stream(), value, options);
    }

    /** An event of a type that only other services define, by the newest version that the catalog has. */
    private EventEnvelope foreignEvent(String type, JsonNode value, PublishOptions options) {
        var known = catalog.known();
        var entry = known.types().get(type);
        if (entry == null) {
            throw unknown(type);
        }
        var event = envelope(type, entry.newestVersion(), entry.terms().stream(), value, options);
        requireValid(type, selector.check(event, value, known));
        return event;
    }

    private static void requireValid(String type, List<Violation> violations) {
        if (!violations.isEmpty()) {
            throw new InvalidPayloadException(type, violations);
        }
    }

    private EventEnvelope envelope(String type, String version, String stream, JsonNode value, PublishOptions options) {
        var now = Instant.now();
        var cause = HandlingScope.current().map(DeliveryContext::event);
        return new EventEnvelope(
                ids.generate().toString(),
                type,
                version,
                FanoutJson.MAPPER.writeValueAsString(value),
                now,
                source,
                options.tags(),
                options.metadata(),
                options.orderingKey(),
                options.orderingKey() == null ? null : stream,
                options.idempotencyKey(),
                options.due(now),
                options.expires(now),
                cause.map(EventEnvelope::id).orElse(null),
                Optional.ofNullable(traceparent.get())
                        .or(() -> cause.map(EventEnvelope::traceparent))
                        .orElse(null));
    }

    private FanoutException unknown(String type) {
        return new UnknownEventTypeException(type, catalog.known().types().keySet());
    }

    private FanoutException unknown(Class<?> payload) {
        return new UnknownEventTypeException(payload, catalog.known().types().keySet());
    }
}
