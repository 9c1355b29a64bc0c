package sh.fanout.workflows.schema;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What a JSON value is. */
enum JsonKind {
    OBJECT("an object", "{}"),
    ARRAY("an array", "[]"),
    STRING("a string", "\"x\""),
    NUMBER("a number", "1"),
    BOOLEAN("true or false", "true"),
    NULL("null", "null");

    private final String words;
    private final String example;

    JsonKind(String words, String example) {
        this.words = words;
        this.example = example;
    }

    /** A value of this kind, as JSON. */
    String example() {
        return example;
    }

    @Override
    public String toString() {
        return words;
    }

    /** Those that the schema may permit; all where it does not tell. */
    static Set<JsonKind> permittedBy(JsonNode schema) {
        return permitted(schema, schema, new HashSet<>());
    }

    private static Set<JsonKind> permitted(JsonNode schema, JsonNode root, Set<JsonNode> visited) {
        if (!visited.add(schema)) {
            return EnumSet.allOf(JsonKind.class);
        }
        var reference = schema.path("$ref");
        if (reference.isString()) {
            return permitted(root.at(Pointers.ofFragment(reference.stringValue())), root, visited);
        }
        var kinds = named(schema.path("type"));
        for (var part : schema.path("allOf")) {
            kinds.retainAll(permitted(part, root, visited));
        }
        for (var keyword : List.of("anyOf", "oneOf")) {
            if (schema.has(keyword)) {
                var alternatives = EnumSet.noneOf(JsonKind.class);
                // Each by itself: two that refer to one definition are not a loop.
                schema.path(keyword).forEach(it -> alternatives.addAll(permitted(it, root, new HashSet<>(visited))));
                kinds.retainAll(alternatives);
            }
        }
        return kinds;
    }

    private static Set<JsonKind> named(JsonNode type) {
        if (type.isMissingNode()) {
            return EnumSet.allOf(JsonKind.class);
        }
        var kinds = EnumSet.noneOf(JsonKind.class);
        (type.isArray() ? type.valueStream() : List.of(type).stream())
                .map(it -> it.asString("").equals("integer")
                        ? NUMBER
                        : valueOf(it.asString("").toUpperCase(Locale.ROOT)))
                .forEach(kinds::add);
        return kinds;
    }
}
