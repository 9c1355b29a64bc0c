package sh.fanout.spring.rest;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.ServerRequest;
import sh.fanout.spring.access.Caller;
import sh.fanout.spring.access.OperatorsWord;
import sh.fanout.spring.web.Times;
import sh.fanout.workflows.temporal.FanoutJson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The fields of a body, each read as what it must be; one that is {@code null} is as good as not there. */
final class BodyFields {

    private final Map<String, String> fields;

    private BodyFields(Map<String, String> fields) {
        this.fields = fields;
    }

    /** The fields of a request's body that takes those of these names. */
    static BodyFields of(ServerRequest request, List<String> names) {
        var fields = JsonFields.of(RequestBody.read(request));
        JsonFields.requireKnown(fields, names);
        return new BodyFields(fields);
    }

    /** What whoever acts says, in a body of which it is all. */
    static OperatorsWord word(ServerRequest request) {
        return of(request, List.of("who", "why")).wordIn(request);
    }

    /** What whoever acts says, among other things. */
    OperatorsWord wordIn(ServerRequest request) {
        var who = text("who");
        var why = text("why");
        if (why == null) {
            var knowsWho = who != null || Caller.of(request).name() != null;
            throw new InvalidRequestException(
                    knowsWho ? "The body has no 'why'." : "The body has no 'who' and no 'why'.",
                    "Say who and why, for the others: {\"who\": \"alice\", \"why\": \"mail provider is down\"}.");
        }
        return OperatorsWord.said(request, who, why);
    }

    boolean has(String name) {
        return json(name) != null;
    }

    @Nullable
    String text(String name) {
        var value = value(name, JsonNode::isString, "a text", "Put it in quotes.");
        return value == null ? null : value.stringValue();
    }

    /** The texts of a list that narrows what is meant, and so has at least one; empty if there is no such field. */
    List<String> texts(String name) {
        var value = value(
                name,
                it -> it.isArray() && it.valueStream().allMatch(JsonNode::isString),
                "a list of texts",
                "Write it as [\"mail\", \"audit\"].");
        var texts = new ArrayList<String>();
        if (value != null && value.isEmpty()) {
            throw new InvalidRequestException(
                    "The field '%s' is an empty list.".formatted(name),
                    "Name one or more, or leave the field out for all.");
        }
        if (value != null) {
            value.forEach(it -> texts.add(it.stringValue()));
        }
        return texts;
    }

    @Nullable
    Double number(String name) {
        var value = value(
                name,
                it -> it.isNumber() && it.doubleValueOpt().isPresent(),
                "a number",
                "Write it without quotes, such as 2.5.");
        return value == null ? null : value.doubleValue();
    }

    @Nullable
    Long count(String name) {
        var value = value(
                name,
                it -> it.canConvertToExactIntegral() && it.canConvertToLong(),
                "a whole number",
                "Write it without quotes, such as 100.");
        return value == null ? null : value.longValue();
    }

    boolean flag(String name, boolean otherwise) {
        var value = value(name, JsonNode::isBoolean, "true or false", "Write it without quotes.");
        return value == null ? otherwise : value.booleanValue();
    }

    @Nullable
    Instant time(String name) {
        var text = text(name);
        try {
            return text == null ? null : Times.parse(text);
        } catch (DateTimeException e) {
            throw new InvalidRequestException(
                    "'%s' is not a time.".formatted(text),
                    "Write '%s' with its offset, such as 2026-11-24T09:30:00Z.".formatted(name));
        }
    }

    /**
     * Reads one of the words that answers use for the values of an enum.
     *
     * @param what they say, such as {@code a status of an event}
     */
    <E extends Enum<E>> @Nullable E word(String name, Class<E> type, String what) {
        var word = text(name);
        return word == null ? null : RestJson.value(word, type, what);
    }

    /** The JSON text of an object. */
    @Nullable
    String object(String name) {
        return value(name, JsonNode::isObject, "a JSON object", "Write it in braces, without quotes around them.")
                        == null
                ? null
                : fields.get(name);
    }

    /** The JSON text of any value. */
    @Nullable
    String json(String name) {
        var json = fields.get(name);
        return "null".equals(json) ? null : json;
    }

    private @Nullable JsonNode value(String name, Predicate<JsonNode> fits, String what, String hint) {
        var json = fields.get(name);
        if (json == null) {
            return null;
        }
        try {
            var value = FanoutJson.read(json);
            if (value.isNull() || fits.test(value)) {
                return value.isNull() ? null : value;
            }
        } catch (JacksonException e) {
            // Refused as any other value that is something else.
        }
        throw new InvalidRequestException("The field '%s' is not %s.".formatted(name, what), hint);
    }
}
