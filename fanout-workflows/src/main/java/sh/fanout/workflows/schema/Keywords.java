package sh.fanout.workflows.schema;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The keywords of JSON Schema draft-07, by what stands behind them. */
enum Keywords {
    VALUE("""
            $comment $id $ref $schema const contentEncoding contentMediaType default description enum examples \
            exclusiveMaximum exclusiveMinimum format maxItems maxLength maxProperties maximum minItems minLength \
            minProperties minimum multipleOf pattern readOnly required title type uniqueItems writeOnly"""),
    SCHEMAS("additionalItems additionalProperties contains items propertyNames"),
    SCHEMAS_FOR_THE_SAME_VALUE("allOf anyOf else if not oneOf then"),
    NAMED_SCHEMAS("definitions dependencies patternProperties properties");

    private static final Map<String, Keywords> BY_NAME = new TreeMap<>();

    static {
        for (var kind : values()) {
            Stream.of(kind.names.split(" +")).forEach(name -> BY_NAME.put(name, kind));
        }
    }

    private static final Map<String, String> OF_OTHER_DRAFTS = Map.of(
            "$defs", "definitions",
            "dependentRequired", "dependencies",
            "dependentSchemas", "dependencies",
            "divisibleBy", "multipleOf",
            "example", "examples",
            "id", "$id",
            "nullable", "type",
            "prefixItems", "items",
            "unevaluatedItems", "additionalItems",
            "unevaluatedProperties", "additionalProperties");

    private final String names;

    Keywords(String names) {
        this.names = names;
    }

    static @Nullable Keywords of(String name) {
        return BY_NAME.get(name);
    }

    static String all() {
        return String.join(", ", BY_NAME.keySet());
    }

    /** What was probably meant. */
    static String nearest(String unknown) {
        var nearest =
                BY_NAME.keySet().stream().min(Comparator.comparingInt(known -> NearestName.distance(unknown, known)));
        return OF_OTHER_DRAFTS.getOrDefault(unknown, nearest.orElseThrow());
    }
}
