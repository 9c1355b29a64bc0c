package sh.fanout.workflows.filter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import sh.fanout.workflows.schema.Pointers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

/**
 * The fields that one value of the payload can have, as far as the schema tells.
 *
 * <p>A value may have several schemas: some that apply together, some of which one applies, and those of its elements if it
 * is an array. Only if they tell which fields there are can one be missing among them.
 */
final class SchemaFields {

    private final JsonNode root;
    private final Consumer<UnknownField> unknown;
    private final Map<String, List<JsonNode>> listed = new TreeMap<>();
    private final List<JsonNode> unlisted = new ArrayList<>();
    private final Map<Visit, Boolean> visits = new HashMap<>();
    private boolean untold;

    /** A schema, met as that of a value or as that of an array's element. */
    private record Visit(JsonNode schema, boolean ofElement) {}

    private SchemaFields(JsonNode root, Consumer<UnknownField> unknown) {
        this.root = root;
        this.unknown = unknown;
    }

    /** @param unknown told of each field that is asked for, and surely is none */
    static SchemaFields ofPayload(JsonNode schema, Consumer<UnknownField> unknown) {
        var fields = new SchemaFields(schema, unknown);
        fields.untold = !fields.tells(schema, true);
        return fields;
    }

    /**
     * The fields of a field; any, if there is surely no such field.
     *
     * @param pointer where it is
     */
    SchemaFields below(String name, String pointer) {
        var below = new SchemaFields(root, unknown);
        var schemas = new ArrayList<>(listed.getOrDefault(name, List.of()));
        schemas.addAll(unlisted);
        if (schemas.isEmpty() && !untold && !listed.containsKey(name)) {
            unknown.accept(new UnknownField(pointer, name, listed.keySet()));
        }
        below.untold = untold || schemas.isEmpty();
        for (var schema : schemas) {
            below.untold |= !below.tells(schema, false);
        }
        return below;
    }

    /** Notes the fields in the schema, and whether it tells all that there are; one that refers to itself does not. */
    private boolean tells(JsonNode schema, boolean ofElement) {
        var visit = new Visit(schema, ofElement);
        var before = visits.putIfAbsent(visit, false);
        if (before != null) {
            return before;
        }
        var reference = schema.path("$ref");
        var tells = reference.isString()
                ? tells(root.at(Pointers.ofFragment(reference.stringValue())), ofElement)
                : collect(schema, ofElement);
        visits.put(visit, tells);
        return tells;
    }

    private boolean collect(JsonNode schema, boolean ofElement) {
        if (!schema.isObject()) {
            return schema.isBoolean() && !schema.booleanValue();
        }
        note(schema);
        var ofFields = schema.has("properties") || schema.has("additionalProperties") || !permits(schema, "object");
        var ofElements = ofElement || tellsOfElements(schema);
        var byOthers = tellsByOthers(schema, ofElement);
        return (ofFields && ofElements) || byOthers;
    }

    private void note(JsonNode schema) {
        schema.path("properties")
                .properties()
                .forEach(property -> listed(property.getKey()).add(property.getValue()));
        schema.path("required").forEach(name -> listed(name.asString("")));
        var additional = schema.path("additionalProperties");
        if (!additional.isMissingNode() && !additional.equals(BooleanNode.FALSE)) {
            unlisted.add(additional);
        }
        if (schema.has("patternProperties") || schema.has("dependencies")) {
            unlisted.add(BooleanNode.TRUE);
        }
    }

    private List<JsonNode> listed(String name) {
        return listed.computeIfAbsent(name, it -> new ArrayList<>());
    }

    private boolean tellsOfElements(JsonNode schema) {
        if (!schema.has("items")) {
            return !schema.has("type") || !permits(schema, "array");
        }
        var items = schema.get("items");
        if (!items.isArray()) {
            return tells(items, true);
        }
        var ofFurther = tells(schema.path("additionalItems"), true);
        return allTell(items, true) && ofFurther;
    }

    private boolean tellsByOthers(JsonNode schema, boolean ofElement) {
        var tells = false;
        for (var part : schema.path("allOf")) {
            tells |= tells(part, ofElement);
        }
        for (var alternatives : List.of("anyOf", "oneOf")) {
            tells |= schema.has(alternatives) && allTell(schema.get(alternatives), ofElement);
        }
        for (var conditional : List.of("if", "then", "else")) {
            if (schema.has(conditional)) {
                tells(schema.get(conditional), ofElement);
            }
        }
        return tells;
    }

    private boolean allTell(JsonNode schemas, boolean ofElement) {
        var all = true;
        for (var schema : schemas) {
            all &= tells(schema, ofElement);
        }
        return all;
    }

    private static boolean permits(JsonNode schema, String type) {
        var types = schema.path("type");
        return types.isMissingNode()
                || types.asString("").equals(type)
                || types.valueStream().anyMatch(it -> it.asString("").equals(type));
    }
}
