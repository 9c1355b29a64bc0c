package sh.fanout.dashboard.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;
import sh.fanout.dashboard.page.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A part of a JSON Schema (draft-07), which is where its reference leads, if it is one.
 *
 * @param document the whole schema
 * @param node the part
 */
public record SchemaPart(JsonNode document, JsonNode node) {

    private static final int MAX_HOPS = 20;

    public static SchemaPart of(String json) {
        var document = Json.read(json);
        return new SchemaPart(document, document).at(document);
    }

    /** A property of an object. */
    public record Property(String name, SchemaPart schema, boolean required) {}

    private SchemaPart at(JsonNode part) {
        var found = part;
        for (var hops = 0; hops < MAX_HOPS && found.path("$ref").isString(); hops++) {
            found = target(found.path("$ref").stringValue());
        }
        return new SchemaPart(document, found);
    }

    /** Only what stands in the document itself is found. */
    private JsonNode target(String reference) {
        if (reference.equals("#")) {
            return document;
        }
        return reference.startsWith("#/")
                ? document.at(UriUtils.decode(reference.substring(1), UTF_8))
                : MissingNode.getInstance();
    }

    /** The types that a value may have; empty if the schema does not say. */
    public List<String> types() {
        var type = node.path("type");
        if (type.isString()) {
            return List.of(type.stringValue());
        }
        if (type.isArray()) {
            return type.valueStream().map(JsonNode::asString).toList();
        }
        if (!properties().isEmpty()) {
            return List.of("object");
        }
        return node.has("items") ? List.of("array") : List.of();
    }

    public boolean isNull() {
        return types().equals(List.of("null"));
    }

    /** The schemas of which a value needs to agree with one; empty if there is no choice. */
    public List<SchemaPart> alternatives() {
        return Stream.of("anyOf", "oneOf")
                .flatMap(it -> node.path(it).valueStream())
                .map(this::at)
                .toList();
    }

    /** The same without a choice that is only between null and one other schema. */
    public SchemaPart unlessNull() {
        var others = alternatives().stream().filter(it -> !it.isNull()).toList();
        return others.size() == 1 ? others.get(0) : this;
    }

    /** The properties that are named, also by what it says all of must hold. */
    public List<Property> properties() {
        var properties = new LinkedHashMap<String, Property>();
        for (var part : parts(0)) {
            var required = part.node()
                    .path("required")
                    .valueStream()
                    .map(JsonNode::asString)
                    .toList();
            part.node()
                    .path("properties")
                    .propertyStream()
                    .forEach(it -> properties.putIfAbsent(
                            it.getKey(), new Property(it.getKey(), at(it.getValue()), required.contains(it.getKey()))));
        }
        return List.copyOf(properties.values());
    }

    private List<SchemaPart> parts(int depth) {
        var parts = new ArrayList<SchemaPart>();
        parts.add(this);
        if (depth < MAX_HOPS) {
            node.path("allOf").valueStream().map(this::at).forEach(it -> parts.addAll(it.parts(depth + 1)));
        }
        return parts;
    }

    /** What the elements of an array may be; of several, the first. {@code null} if the schema does not say. */
    public @Nullable SchemaPart items() {
        var items = node.path("items");
        var one = items.isArray() ? items.path(0) : items;
        return one.isObject() ? at(one) : null;
    }

    /** What the values of an object may be whose names are not known; {@code null} if the schema does not say. */
    public @Nullable SchemaPart values() {
        var values = node.path("additionalProperties");
        return values.isObject() ? at(values) : null;
    }
}
