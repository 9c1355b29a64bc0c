package sh.fanout.workflows.publish;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import sh.fanout.ErrorCode;
import sh.fanout.EventType;
import sh.fanout.FanoutException;
import sh.fanout.workflows.catalog.TypeEntry;
import sh.fanout.workflows.temporal.Excerpt;

/** Whether the definition that a publish names is the one that holds; what else it says would be ignored silently. */
final class DefinitionCheck {

    private static final List<Part> PARTS = List.of(
            new Part("payload class", it -> it.payloadType().getName()),
            new Part("version", EventType::version),
            new Part("stream", EventType::stream),
            new Part("schema", EventType::schema),
            new Part("rate limit", EventType::rateLimit),
            new Part("dlq", EventType::dlq));

    private DefinitionCheck() {}

    /**
     * Refuses another definition than the one that this application declares.
     *
     * @throws FanoutException ({@code FANOUT-107})
     */
    static void requireDeclared(EventType<?> said, EventType<?> declared) {
        if (said.owned()) {
            // A class names its schema by a file, which whoever has declared it has read.
            requireSame(said, said.schema() == null ? withoutSchema(declared) : declared, "here");
        } else {
            requireView(said);
        }
    }

    /**
     * Refuses another definition than the one that other services declare.
     *
     * @throws FanoutException ({@code FANOUT-107})
     */
    static void requireForeign(EventType<?> said, TypeEntry known) {
        if (said.owned()) {
            var terms = known.terms();
            var declared = new EventType<>(
                    said.id(),
                    said.payloadType(),
                    known.newestVersion(),
                    said.description(),
                    said.schema(),
                    terms.stream(),
                    terms.rateLimit(),
                    terms.dlq(),
                    true);
            requireSame(said, declared, "by service '%s'".formatted(terms.service()));
        } else {
            requireView(said);
        }
    }

    private static void requireSame(EventType<?> said, EventType<?> declared, String where) {
        for (var part : PARTS) {
            if (part.differs(said, declared)) {
                throw new FanoutException(
                        ErrorCode.INVALID_OPTION,
                        "Event type '%s' is published with %s, but is declared %s with %s."
                                .formatted(said.id(), part.of(said), where, part.of(declared)),
                        "Publish with the declared definition, or with EventType.view(\"%s\", %s.class), which says nothing about it."
                                .formatted(said.id(), said.payloadType().getSimpleName()));
            }
        }
    }

    private static void requireView(EventType<?> said) {
        var plain = EventType.view(said.id(), said.payloadType());
        for (var part : PARTS) {
            if (part.differs(said, plain)) {
                throw new FanoutException(
                        ErrorCode.INVALID_OPTION,
                        "Event type '%s' is published with a view that has %s.".formatted(said.id(), part.of(said)),
                        "Leave that out of the view: whoever defines the type says it.");
            }
        }
    }

    private static <T> EventType<T> withoutSchema(EventType<T> type) {
        return new EventType<>(
                type.id(),
                type.payloadType(),
                type.version(),
                type.description(),
                null,
                type.stream(),
                type.rateLimit(),
                type.dlq(),
                type.owned());
    }

    /** What a definition says about the events; its description is for people. */
    private record Part(String name, Function<EventType<?>, @Nullable Object> value) {

        boolean differs(EventType<?> one, EventType<?> other) {
            return !Objects.equals(value.apply(one), value.apply(other));
        }

        String of(EventType<?> type) {
            var said = value.apply(type);
            return said == null ? "no " + name : "%s = %s".formatted(name, Excerpt.quoted(said.toString()));
        }
    }
}
