package sh.fanout.workflows.publish;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import sh.fanout.ErrorCode;
import sh.fanout.EventType;
import sh.fanout.FanoutException;
import sh.fanout.workflows.schema.PayloadSchema;

/** The event types that this instance defines, with their schemas. Immutable. */
public final class DefinedTypes {

    private final Map<String, Defined> byId = new LinkedHashMap<>();
    private final Map<Class<?>, List<Defined>> byClass = new LinkedHashMap<>();

    /**
     * Compiles the definitions.
     *
     * @throws FanoutException if two definitions have one id, or a schema cannot be used
     */
    public DefinedTypes(Collection<EventType<?>> types) {
        for (var type : types) {
            var before = byId.get(type.id());
            if (before != null && !before.type().equals(type)) {
                throw new FanoutException(
                        ErrorCode.INVALID_EVENT_TYPE,
                        "Event type '%s' is defined twice: by %s and by %s."
                                .formatted(
                                        type.id(),
                                        before.place(),
                                        type.payloadType().getName()),
                        "Give one of them another id.");
            }
            var defined = new Defined(type, PayloadSchema.derive(type));
            byId.put(type.id(), defined);
            byClass.computeIfAbsent(type.payloadType(), ignored -> new ArrayList<>())
                    .add(defined);
        }
    }

    /** A type with its compiled schema. */
    public record Defined(EventType<?> type, PayloadSchema schema) {

        public String place() {
            return type.payloadType().getName();
        }
    }

    public Collection<Defined> all() {
        return byId.values();
    }

    Optional<Defined> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /**
     * The type that a payload's class, or the next of its superclasses that is an event, defines.
     *
     * @throws FanoutException if it defines several
     */
    Defined of(Class<?> payload, Supplier<FanoutException> otherwise) {
        for (Class<?> type = payload; type != null; type = type.getSuperclass()) {
            var defined = byClass.get(type);
            if (defined != null) {
                return only(type, defined);
            }
        }
        throw otherwise.get();
    }

    private static Defined only(Class<?> payload, List<Defined> defined) {
        if (defined.size() > 1) {
            throw new FanoutException(
                    ErrorCode.UNKNOWN_EVENT_TYPE,
                    "%s is the payload of %d event types, such as '%s' and '%s'."
                            .formatted(
                                    payload.getName(),
                                    defined.size(),
                                    defined.get(0).type().id(),
                                    defined.get(1).type().id()),
                    "Say which: publish(type, payload, options).");
        }
        return defined.get(0);
    }
}
