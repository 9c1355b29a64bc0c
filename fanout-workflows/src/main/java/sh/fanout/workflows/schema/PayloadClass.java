package sh.fanout.workflows.schema;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sh.fanout.workflows.temporal.FanoutJson;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.deser.DeserializationProblemHandler;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.exc.InvalidDefinitionException;

/** A class that a subscriber takes for the payload. */
public final class PayloadClass {

    private PayloadClass() {}

    /**
     * What payloads are, such as "an object", if the class can surely read none of them.
     *
     * @param schemas of the event type, as JSON text; without any, any class may do
     */
    public static Optional<String> unableToRead(Class<?> type, Collection<String> schemas) {
        var kinds = EnumSet.noneOf(JsonKind.class);
        schemas.forEach(schema -> kinds.addAll(JsonKind.permittedBy(FanoutJson.MAPPER.readTree(schema))));
        return kinds.stream().anyMatch(kind -> mayRead(type, kind))
                ? Optional.empty()
                : Optional.of(kinds.stream().map(JsonKind::toString).collect(joining(" or ")))
                        .filter(words -> !words.isEmpty());
    }

    /** By Jackson's own account: what it says of an example's contents does not matter, but what of its kind. */
    private static boolean mayRead(Class<?> type, JsonKind kind) {
        var verdict = new Verdict();
        try {
            FanoutJson.MAPPER.readerFor(type).withHandler(verdict).readValue(kind.example());
            return true;
        } catch (InvalidDefinitionException e) {
            return false;
        } catch (JacksonException e) {
            return !verdict.wrongKind;
        } catch (RuntimeException ofAnExample) {
            return true;
        }
    }

    private static final class Verdict extends DeserializationProblemHandler {

        private boolean wrongKind;

        @Override
        public Object handleUnexpectedToken(
                DeserializationContext context,
                JavaType target,
                @Nullable JsonToken token,
                JsonParser parser,
                @Nullable String message) {
            wrongKind |= token != null && !token.isStructEnd();
            return NOT_HANDLED;
        }

        @Override
        public Object handleMissingInstantiator(
                DeserializationContext context,
                Class<?> type,
                @Nullable ValueInstantiator instantiator,
                JsonParser parser,
                @Nullable String message) {
            wrongKind = true;
            return NOT_HANDLED;
        }
    }
}
