package sh.fanout.workflows.schema;

import static java.util.stream.Collectors.joining;

import java.util.Map;
import org.everit.json.schema.ConstSchema;
import org.everit.json.schema.EnumSchema;
import org.everit.json.schema.StringSchema;
import org.everit.json.schema.ValidationException;
import org.json.JSONObject;
import sh.fanout.workflows.temporal.Excerpt;

/**
 * What was expected, in the words of JSON instead of Java's, and without the payload's own texts: messages end up in logs.
 */
final class Expected {

    private static final Map<String, String> JSON_TYPES = Map.of(
            "Integer", "integer",
            "Number", "number",
            "String", "string",
            "Boolean", "boolean",
            "JSONObject", "object",
            "JSONArray", "array");

    private Expected() {}

    static String of(ValidationException failure) {
        var schema = failure.getViolatedSchema();
        return switch (String.valueOf(failure.getKeyword())) {
            case "type" -> "must be " + expectedType(failure.getErrorMessage());
            case "const" ->
                schema instanceof ConstSchema it ? "must be " + json(it.getPermittedValue()) : "must be another";
            case "enum" -> schema instanceof EnumSchema it ? "must be one of " + values(it) : "must be another";
            case "pattern" ->
                schema instanceof StringSchema it && it.getPattern() != null
                        ? "must match the pattern "
                                + Excerpt.quoted(it.getPattern().toString())
                        : "must match a pattern";
            case "format" -> "must be a valid " + failure.getErrorMessage();
            case "not" -> "must not match what 'not' describes";
            case "false" -> "is not allowed";
            default -> Excerpt.quoted(failure.getErrorMessage());
        };
    }

    /** From {@code expected type: JSONObject, found: String}, or {@code expected: null, found: String}. */
    private static String expectedType(String message) {
        var name = message.replaceAll("^expected(?: type)?: (\\w+), found.*$", "$1");
        return JSON_TYPES.getOrDefault(name, name);
    }

    private static String values(EnumSchema schema) {
        return Excerpt.quoted(
                schema.getPossibleValuesAsList().stream().map(Expected::json).collect(joining(", ")));
    }

    private static String json(Object value) {
        return Excerpt.quoted(JSONObject.valueToString(value));
    }
}
