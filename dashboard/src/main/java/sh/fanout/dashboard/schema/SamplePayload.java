package sh.fanout.dashboard.schema;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sh.fanout.catalog.DefinedEventType;
import sh.fanout.dashboard.page.PrettyJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A payload that a schema would have, to begin with: with all of its fields, as far as it does not come back to itself. A
 * pattern it cannot keep to. Pure.
 */
public final class SamplePayload {

    private static final int MAX_VALUES = 500;
    private static final int MAX_DEPTH = 8;
    private static final int MAX_ELEMENTS = 3;
    private static final int MAX_LENGTH = 200;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final Map<String, String> FORMATS = Map.of(
            "date-time", "2026-01-31T12:00:00Z",
            "date", "2026-01-31",
            "time", "12:00:00Z",
            "email", "somebody@example.org",
            "hostname", "example.org",
            "ipv4", "192.0.2.1",
            "ipv6", "2001:db8::1",
            "uri", "https://example.org/",
            "uuid", "00000000-0000-4000-8000-000000000000",
            "duration", "PT1H");

    private final Set<JsonNode> within = Collections.newSetFromMap(new IdentityHashMap<>());
    private int values;

    private SamplePayload() {}

    /** For the newest version of a type; an empty object if nobody says what its payloads are. */
    public static String of(DefinedEventType type) {
        var newest = Versions.of(type).newest();
        return newest == null ? "{}" : of(SchemaPart.of(newest.json()));
    }

    static String of(SchemaPart schema) {
        return PrettyJson.of(new SamplePayload().value("payload", schema).toString());
    }

    private JsonNode value(String name, SchemaPart given) {
        values++;
        var schema = choice(given);
        var known = known(schema.node());
        if (known != null) {
            return known;
        }
        var type = schema.types().stream().findFirst().orElse("object");
        return switch (type) {
            case "object" -> object(schema);
            case "array" -> array(name, schema);
            case "string" -> JSON.stringNode(text(name, schema.node()));
            case "integer" ->
                JSON.numberNode(number(schema.node(), BigDecimal.ONE).toBigInteger());
            case "number" -> JSON.numberNode(number(schema.node(), new BigDecimal("12.50")));
            case "boolean" -> JSON.booleanNode(true);
            default -> JSON.nullNode();
        };
    }

    /** Of several schemas the first that is more than null. */
    private static SchemaPart choice(SchemaPart schema) {
        return schema.properties().isEmpty()
                ? schema.alternatives().stream()
                        .filter(it -> !it.isNull())
                        .findFirst()
                        .orElse(schema)
                : schema;
    }

    private static @Nullable JsonNode known(JsonNode node) {
        return Stream.of(
                        node.path("examples").path(0),
                        node.path("default"),
                        node.path("const"),
                        node.path("enum").path(0))
                .filter(it -> !it.isMissingNode())
                .findFirst()
                .orElse(null);
    }

    private JsonNode object(SchemaPart schema) {
        var object = JSON.objectNode();
        within.add(schema.node());
        for (var property : schema.properties()) {
            if (property.required() || !isTooMuch(property.schema())) {
                object.set(property.name(), guarded(property.name(), property.schema()));
            }
        }
        within.remove(schema.node());
        return object;
    }

    private JsonNode array(String name, SchemaPart schema) {
        var array = JSON.arrayNode();
        var items = schema.items();
        var wanted = Math.min(
                MAX_ELEMENTS, Math.max(1, schema.node().path("minItems").asInt(1)));
        if (items != null && !isTooMuch(items) && schema.node().path("maxItems").asInt(1) > 0) {
            for (var n = 0; n < wanted; n++) {
                array.add(value(singular(name), items));
            }
        }
        return array;
    }

    private JsonNode guarded(String name, SchemaPart schema) {
        return isTooMuch(schema) ? JSON.nullNode() : value(name, schema);
    }

    /** Whether it would come back to itself, or grow beyond what somebody wants to read. */
    private boolean isTooMuch(SchemaPart schema) {
        return values >= MAX_VALUES
                || within.size() >= MAX_DEPTH
                || within.contains(choice(schema).node());
    }

    private static String text(String name, JsonNode node) {
        var format = FORMATS.get(node.path("format").asString(""));
        if (format != null) {
            return format;
        }
        var text = name.endsWith("Id") && name.length() > 2 ? name.substring(0, name.length() - 2) + "-1" : name;
        var least = Math.min(MAX_LENGTH, node.path("minLength").asInt(0));
        var most = node.path("maxLength").asInt(MAX_LENGTH);
        var padded = text + "x".repeat(Math.max(0, least - text.length()));
        return padded.length() <= most ? padded : padded.substring(0, most);
    }

    private static String singular(String name) {
        return name.length() > 1 && name.endsWith("s") ? name.substring(0, name.length() - 1) : name;
    }

    /** The number itself, or one near it that the bounds admit. */
    private static BigDecimal number(JsonNode node, BigDecimal wanted) {
        var step = node.path("multipleOf");
        var first = step.isNumber() ? step.decimalValue() : wanted;
        var raised = atLeast(atLeast(first, node.path("minimum"), 0), node.path("exclusiveMinimum"), 1);
        return atMost(atMost(raised, node.path("maximum"), 0), node.path("exclusiveMaximum"), 1);
    }

    private static BigDecimal atLeast(BigDecimal number, JsonNode bound, int beyond) {
        return bound.isNumber() ? number.max(bound.decimalValue().add(BigDecimal.valueOf(beyond))) : number;
    }

    private static BigDecimal atMost(BigDecimal number, JsonNode bound, int beyond) {
        return bound.isNumber() ? number.min(bound.decimalValue().subtract(BigDecimal.valueOf(beyond))) : number;
    }
}
