package sh.fanout.dashboard.types;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import sh.fanout.dashboard.schema.SchemaPart;
import tools.jackson.databind.JsonNode;

/**
 * The fields of a schema, each below the one that it is in. Pure.
 *
 * @param complete whether these are all; else it is too long, or too deep, or comes back to itself
 */
public record SchemaTable(List<SchemaField> fields, boolean complete) {

    static final int MAX_FIELDS = 200;
    static final int MAX_DEPTH = 8;

    public SchemaTable {
        fields = List.copyOf(fields);
    }

    static SchemaTable of(SchemaPart schema) {
        return new Builder().of(schema);
    }

    private static final class Builder {

        private final List<SchemaField> fields = new ArrayList<>();
        private final Set<JsonNode> within = Collections.newSetFromMap(new IdentityHashMap<>());
        private boolean complete = true;

        SchemaTable of(SchemaPart schema) {
            if (isObject(schema.unlessNull())) {
                addBelow(schema);
            } else {
                add("payload", schema, true);
            }
            return new SchemaTable(fields, complete);
        }

        private void add(String name, SchemaPart schema, boolean required) {
            if (fields.size() == MAX_FIELDS) {
                complete = false;
                return;
            }
            fields.add(new SchemaField(
                    within.isEmpty() ? 0 : within.size() - 1,
                    isArrayOfObjects(schema) ? name + "[]" : name,
                    type(schema),
                    required,
                    schema.node().path("description").asString(""),
                    SchemaRules.of(schema)));
            addBelow(schema);
        }

        /** The fields of an object or of the elements of an array; and of each schema that a value can choose. */
        private void addBelow(SchemaPart schema) {
            var shape = element(schema.unlessNull());
            if (within.size() > MAX_DEPTH || within.contains(shape.node())) {
                complete &= !isObject(shape);
                return;
            }
            within.add(shape.node());
            shape.properties().forEach(it -> add(it.name(), it.schema(), it.required()));
            var values = shape.values();
            if (values != null) {
                add("*", values, false);
            }
            var number = 1;
            for (var alternative : shape.alternatives()) {
                if (isObject(alternative)) {
                    add("either %d".formatted(number++), alternative, false);
                }
            }
            within.remove(shape.node());
        }
    }

    private static SchemaPart element(SchemaPart schema) {
        var items = schema.items();
        return items == null ? schema : items.unlessNull();
    }

    private static boolean isArrayOfObjects(SchemaPart schema) {
        var shape = schema.unlessNull();
        return shape.items() != null && isObject(element(shape));
    }

    private static boolean isObject(SchemaPart schema) {
        return !schema.properties().isEmpty()
                || schema.values() != null
                || schema.alternatives().stream()
                        .anyMatch(it -> !it.properties().isEmpty());
    }

    private static String type(SchemaPart schema) {
        return type(schema, 0);
    }

    private static String type(SchemaPart schema, int depth) {
        var node = schema.node();
        if (node.isBoolean() && !node.asBoolean()) {
            return "nothing";
        }
        var choice = schema.alternatives();
        var types = choice.isEmpty() || depth == MAX_DEPTH
                ? schema.types().stream().map(it -> it.equals("array") ? array(schema, depth) : it)
                : choice.stream().map(it -> type(it, depth + 1));
        var words = types.distinct().collect(joining(" or "));
        return words.isEmpty() ? ofValues(node) : words;
    }

    private static String array(SchemaPart schema, int depth) {
        var items = schema.items();
        return items == null || depth == MAX_DEPTH ? "array" : "array of " + type(items, depth + 1);
    }

    private static String ofValues(JsonNode node) {
        var values = node.has("const")
                ? Stream.of(node.path("const"))
                : node.path("enum").valueStream();
        var words = values.map(it -> it.getNodeType().name().toLowerCase(Locale.ROOT))
                .distinct()
                .collect(joining(" or "));
        return words.isEmpty() ? "anything" : words;
    }
}
