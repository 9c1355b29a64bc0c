package sh.fanout.workflows.schema;

import java.util.Arrays;
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
        var nearest = BY_NAME.keySet().stream().min(Comparator.comparingInt(known -> distance(unknown, known)));
        return OF_OTHER_DRAFTS.getOrDefault(unknown, nearest.orElseThrow());
    }

    /** How many letters differ (Levenshtein). */
    private static int distance(String one, String other) {
        var previous = new int[other.length() + 1];
        Arrays.setAll(previous, i -> i);
        for (var i = 1; i <= one.length(); i++) {
            var current = new int[other.length() + 1];
            current[0] = i;
            for (var j = 1; j <= other.length(); j++) {
                var replaced = previous[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[other.length()];
    }
}
