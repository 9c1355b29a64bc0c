package sh.fanout.dashboard.types;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import sh.fanout.dashboard.schema.SchemaPart;
import tools.jackson.databind.JsonNode;

/** What the values of a field must keep to, each rule in a few words. Pure. */
final class SchemaRules {

    private static final int MAX_VALUES = 12;

    private final JsonNode node;
    private final List<String> rules = new ArrayList<>();

    private SchemaRules(JsonNode node) {
        this.node = node;
    }

    static List<String> of(SchemaPart schema) {
        return new SchemaRules(schema.node()).rules();
    }

    private List<String> rules() {
        add("const", "is %s");
        var values = node.path("enum");
        if (values.isArray()) {
            var shown = values.valueStream().limit(MAX_VALUES).map(SchemaRules::text);
            var rest = values.size() > MAX_VALUES ? Stream.of("…") : Stream.<String>empty();
            rules.add(Stream.concat(shown, rest).collect(joining(", ")));
        }
        add("format", "%s");
        add("minimum", "≥ %s");
        add("exclusiveMinimum", "> %s");
        add("maximum", "≤ %s");
        add("exclusiveMaximum", "< %s");
        add("multipleOf", "a multiple of %s");
        range("minLength", "maxLength", "character");
        add("pattern", "matches %s");
        range("minItems", "maxItems", "element");
        range("minProperties", "maxProperties", "name");
        if (node.path("uniqueItems").asBoolean(false)) {
            rules.add("no element twice");
        }
        add("default", "%s if absent");
        return List.copyOf(rules);
    }

    private void add(String keyword, String words) {
        if (node.has(keyword)) {
            rules.add(words.formatted(text(node.path(keyword))));
        }
    }

    private void range(String least, String most, String thing) {
        var low = node.path(least).asLong(0);
        if (node.has(most)) {
            var high = node.path(most).asLong(0);
            rules.add(
                    low == high
                            ? "%d %s".formatted(high, plural(high, thing))
                            : low == 0
                                    ? "at most %d %s".formatted(high, plural(high, thing))
                                    : "%d to %d %s".formatted(low, high, plural(high, thing)));
        } else if (low > 0) {
            rules.add("at least %d %s".formatted(low, plural(low, thing)));
        }
    }

    private static String plural(long number, String thing) {
        return number == 1 ? thing : thing + "s";
    }

    private static String text(JsonNode value) {
        return value.isString() ? value.stringValue() : value.toString();
    }
}
