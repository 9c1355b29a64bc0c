package sh.fanout.workflows.publish;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import sh.fanout.ErrorCode;
import sh.fanout.EventEnvelope;
import sh.fanout.EventType;
import sh.fanout.FanoutException;
import sh.fanout.InvalidPayloadException;
import sh.fanout.JsonEvent;
import sh.fanout.PublishOptions;
import sh.fanout.UnknownEventTypeException;
import sh.fanout.Violation;
import sh.fanout.subscription.DeliveryContext;
import sh.fanout.workflows.catalog.CatalogReader;
import sh.fanout.workflows.catalog.CatalogState;
import sh.fanout.workflows.catalog.TypeEntry;
import sh.fanout.workflows.delivery.HandlingScope;
import sh.fanout.workflows.schema.PayloadReader;
import sh.fanout.workflows.schema.PayloadWriter;
import sh.fanout.workflows.selection.Selector;
import sh.fanout.workflows.temporal.FanoutJson;
import tools.jackson.databind.JsonNode;

/** Makes events of payloads: each of a known type, valid by its schema, with an id of its own. Publishes none. */
public final class NewEvents {

    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();
    private final DefinedTypes types;
    private final CatalogReader catalog;
    private final Selector selector;
    private final String source;
    private final Supplier<@Nullable String> traceparent;

    /**
     * @param types what this instance defines; of other types the catalog knows
     * @param source the service that publishes
     * @param traceparent the trace of the calling thread
     */
    public NewEvents(
            DefinedTypes types,
            CatalogReader catalog,
            Selector selector,
            String source,
            Supplier<@Nullable String> traceparent) {
        this.types = types;
        this.catalog = catalog;
        this.selector = selector;
        this.source = source;
        this.traceparent = traceparent;
    }

    /** An event of the type that the payload's class defines. */
    EventEnvelope of(Object payload, PublishOptions options) {
        var type = requirePayload(payload).getClass();
        var defined = types.of(type, () -> unknown(type));
        return event(defined, PayloadWriter.write(defined.type().id(), payload), options);
    }

    <T> EventEnvelope of(EventType<T> type, T payload, PublishOptions options) {
        var declared = types.find(type.id());
        declared.ifPresent(it -> DefinitionCheck.requireDeclared(type, it.type()));
        var value = PayloadWriter.write(type.id(), requirePayload(payload));
        return declared.map(it -> event(it, value, options)).orElseGet(() -> {
            var known = catalog.known();
            DefinitionCheck.requireForeign(type, entry(type.id(), known));
            return foreignEvent(type.id(), value, options, known);
        });
    }

    EventEnvelope of(JsonEvent wanted) {
        var type = requireOpen(EventType.requireId(wanted.type()));
        var value = PayloadReader.read(type, wanted.payload());
        return types.find(type)
                .map(defined -> event(defined, value, wanted.options()))
                .orElseGet(() -> foreignEvent(type, value, wanted.options(), catalog.known()));
    }

    private EventEnvelope event(DefinedTypes.Defined defined, JsonNode value, PublishOptions options) {
        var type = defined.type();
        requireOpen(type.id());
        requireValid(type.id(), defined.schema().validate(value));
        return envelope(type.id(), type.version(), type.stream(), value, options);
    }

    /** An event of a type that only other services define, by the newest version that the catalog has. */
    private EventEnvelope foreignEvent(String type, JsonNode value, PublishOptions options, CatalogState known) {
        var entry = entry(type, known);
        var event = envelope(type, entry.newestVersion(), entry.terms().stream(), value, options);
        requireValid(type, selector.check(event, value, known));
        return event;
    }

    private TypeEntry entry(String type, CatalogState known) {
        var entry = known.types().get(type);
        if (entry == null) {
            throw unknown(type);
        }
        return entry;
    }

    private static <T> T requirePayload(@Nullable T payload) {
        if (payload == null) {
            throw new FanoutException(
                    ErrorCode.INVALID_REQUEST, "The payload is null.", "Publish an object; one without fields is {}.");
        }
        return payload;
    }

    /** Fanout's own events tell what has happened to others, which nobody else can know. */
    private static String requireOpen(String type) {
        if (EventType.isOwn(type)) {
            throw new FanoutException(
                    ErrorCode.INVALID_EVENT_TYPE,
                    "Events of type '%s' are published by Fanout alone.".formatted(type),
                    "Publish events of your own types; to try a handler of this one, call it.");
        }
        return type;
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
