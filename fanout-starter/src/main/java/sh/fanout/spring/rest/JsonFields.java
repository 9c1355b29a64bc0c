package sh.fanout.spring.rest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.workflows.schema.NearestName;
import sh.fanout.workflows.temporal.FanoutJson;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/**
 * Cuts a JSON object into its fields, whose text it leaves as it is: who reads a field judges its depth and its numbers,
 * and names places within it.
 */
final class JsonFields {

    /** The text is bounded already; only the depth costs memory beyond that. */
    private static final int MAX_DEPTH = 20_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private JsonFields() {}

    /**
     * The text of each field, in their order.
     *
     * @throws FanoutException ({@code FANOUT-104}) if the text is not one JSON object, or has a field twice
     */
    static Map<String, String> of(String text) {
        try (var parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw malformed("is not a JSON object");
            }
            var fields = new LinkedHashMap<String, String>();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = parser.currentName();
                if (fields.put(name, value(parser, text)) != null) {
                    throw malformed("has the field '%s' twice".formatted(name));
                }
            }
            if (parser.nextToken() != null) {
                throw malformed("goes on after its JSON object");
            }
            return fields;
        } catch (StreamConstraintsException e) {
            throw malformed("is too deep, or otherwise out of bounds: %s".formatted(e.getOriginalMessage()));
        } catch (StreamReadException e) {
            var place = e.getLocation();
            throw malformed("is not JSON in line %d, column %d: %s"
                    .formatted(place.getLineNr(), place.getColumnNr(), e.getOriginalMessage()));
        }
    }

    /**
     * The text of each element of a JSON array, in their order.
     *
     * @param text one JSON value, as {@link #of} returns them
     * @throws FanoutException ({@code FANOUT-201}) if it is no array
     */
    static List<String> elements(String name, String text) {
        try (var parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new InvalidRequestException(
                        "The field '%s' is not a list.".formatted(name), "Write it as [ … ].");
            }
            var elements = new ArrayList<String>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                elements.add(element(parser, text));
            }
            return elements;
        }
    }

    /**
     * The value of a field whose JSON is a string.
     *
     * @throws FanoutException ({@code FANOUT-201}) if it is anything else
     */
    static String text(String name, String json) {
        try {
            var value = FanoutJson.read(json);
            if (value.isString()) {
                return value.stringValue();
            }
        } catch (JacksonException e) {
            // Refused as any other value that is not a text.
        }
        throw new InvalidRequestException("The field '%s' is not a text.".formatted(name), "Write it as \"…\".");
    }

    /** Refuses a body that has other fields than these. */
    static void requireKnown(Map<String, String> fields, List<String> names) {
        requireKnown("", fields.keySet(), names);
    }

    /** @param prefix what leads to the fields within the body, such as {@code options.} */
    static void requireKnown(String prefix, Collection<String> fields, List<String> names) {
        fields.stream().filter(it -> !names.contains(it)).findFirst().ifPresent(it -> {
            throw new InvalidRequestException(
                    "The body has an unknown field '%s%s'.".formatted(prefix, it), NearestName.hint(it, names));
        });
    }

    private static String value(JsonParser parser, String text) {
        parser.nextToken();
        return element(parser, text);
    }

    private static String element(JsonParser parser, String text) {
        var begin = parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        parser.finishToken();
        return text.substring((int) begin, (int) parser.currentLocation().getCharOffset());
    }

    private static FanoutException malformed(String problem) {
        return new FanoutException(
                ErrorCode.MALFORMED_JSON, "The body %s.".formatted(problem), "Send one JSON object (RFC 8259).");
    }
}
