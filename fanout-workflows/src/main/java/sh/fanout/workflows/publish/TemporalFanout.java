package sh.fanout.workflows.publish;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import sh.fanout.EventEnvelope;
import sh.fanout.EventType;
import sh.fanout.Fanout;
import sh.fanout.FanoutException;
import sh.fanout.InvalidPayloadException;
import sh.fanout.Publication;
import sh.fanout.PublishOptions;
import sh.fanout.PublishOutcome;
import sh.fanout.UnknownEventTypeException;
import sh.fanout.subscription.DeliveryContext;
import sh.fanout.workflows.catalog.CatalogReader;
import sh.fanout.workflows.delivery.HandlingScope;
import sh.fanout.workflows.schema.PayloadReader;
import sh.fanout.workflows.schema.PayloadWriter;
import sh.fanout.workflows.selection.Selector;
import sh.fanout.workflows.temporal.FanoutJson;
import tools.jackson.databind.JsonNode;

/** Publishes by starting a fan-out: checks the payload, then makes one call. */
public final class TemporalFanout implements Fanout {

    private final NoArgGenerator ids = Generators.timeBasedEpochRandomGenerator();
    private final EventTypes types;
    private final CatalogReader catalog;
    private final Selector selector;
    private final FanOutStarter starter;
    private final Executor batches;
    private final String source;
    private final Supplier<@Nullable String> traceparent;

    public TemporalFanout(
            EventTypes types,
            CatalogReader catalog,
            Selector selector,
            FanOutStarter starter,
            Executor batches,
            String source,
            Supplier<@Nullable String> traceparent) {
        this.types = types;
        this.catalog = catalog;
        this.selector = selector;
        this.starter = starter;
        this.batches = batches;
        this.source = source;
        this.traceparent = traceparent;
    }

    @Override
    public Publication publish(Object payload, PublishOptions options) {
        var defined =
                types.of(payload.getClass(), () -> unknown(payload.getClass().getName()));
        return publish(defined, payload, options);
    }

    @Override
    public <T> Publication publish(EventType<T> type, T payload, PublishOptions options) {
        return publish(types.find(type.id()).orElseThrow(() -> unknown(type.id())), payload, options);
    }

    @Override
    public Publication publishJson(String type, String payload, PublishOptions options) {
        EventType.requireId(type);
        var value = PayloadReader.read(type, payload);
        var defined = types.find(type);
        if (defined.isPresent()) {
            return publish(defined.get(), value, options);
        }
        return publishForeign(type, value, options);
    }

    @Override
    public List<PublishOutcome> publishAll(List<?> payloads) {
        var outcomes = new ArrayList<CompletableFuture<PublishOutcome>>();
        for (var payload : payloads) {
            outcomes.add(CompletableFuture.supplyAsync(() -> outcome(payload), batches));
        }
        return outcomes.stream().map(CompletableFuture::join).toList();
    }

    private PublishOutcome outcome(Object payload) {
        try {
            return new PublishOutcome.Published(publish(payload));
        } catch (FanoutException reason) {
            return new PublishOutcome.Refused(reason);
        }
    }

    private Publication publish(EventTypes.Defined defined, Object payload, PublishOptions options) {
        var id = defined.type().id();
        var value = payload instanceof JsonNode json ? json : PayloadWriter.write(id, payload);
        var violations = defined.schema().validate(value);
        if (!violations.isEmpty()) {
            throw new InvalidPayloadException(id, violations);
        }
        return starter.start(envelope(id, defined.type().version(), value, options));
    }

    /** Publishes a type that only other services define, by the newest version that the catalog has. */
    private Publication publishForeign(String type, JsonNode value, PublishOptions options) {
        var known = catalog.current();
        var entry = known.types().get(type);
        if (entry == null) {
            throw unknown(type);
        }
        var event = envelope(type, entry.newestVersion(), value, options);
        var violations = selector.check(event, known);
        if (!violations.isEmpty()) {
            throw new InvalidPayloadException(type, violations);
        }
        return starter.start(event);
    }

    private EventEnvelope envelope(String type, String version, JsonNode value, PublishOptions options) {
        var cause = HandlingScope.current().map(DeliveryContext::event);
        return new EventEnvelope(
                ids.generate().toString(),
                type,
                version,
                FanoutJson.MAPPER.writeValueAsString(value),
                Instant.now(),
                source,
                options.tags(),
                options.metadata(),
                cause.map(EventEnvelope::id).orElse(null),
                Optional.ofNullable(traceparent.get())
                        .or(() -> cause.map(EventEnvelope::traceparent))
                        .orElse(null));
    }

    private FanoutException unknown(String type) {
        return new UnknownEventTypeException(type, catalog.current().types().keySet());
    }
}
