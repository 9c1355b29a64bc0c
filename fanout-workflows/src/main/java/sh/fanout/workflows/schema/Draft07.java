package sh.fanout.workflows.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.everit.json.schema.regexp.RE2JRegexpFactory;
import tools.jackson.databind.JsonNode;

/**
 * What a schema may say: the keywords of draft-07, known formats, regular expressions of RE2, and references within the
 * document.
 *
 * <p>The validator would ignore an unknown word, fetch a reference, and go on for ever where references lead back to the
 * same value. Here all of that is refused, so that a schema checks what it says.
 */
final class Draft07 {

    private static final Pattern NAME = Pattern.compile("https?://json-schema\\.org/draft-07/schema#?");

    private final Map<String, List<String>> sameValue = new LinkedHashMap<>();
    private final Map<String, String> references = new LinkedHashMap<>();

    private Draft07() {}

    /** Throws a {@link SchemaFlaw} for the first thing in the schema that it may not say. */
    static void check(JsonNode schema) {
        var draft = new Draft07();
        draft.visit("", schema);
        draft.references.forEach(draft::follow);
        draft.sameValue.keySet().forEach(start -> draft.requireEnd(start, start, new HashSet<>()));
    }

    private void visit(String place, JsonNode schema) {
        if (!schema.isObject() && !schema.isBoolean()) {
            throw new SchemaFlaw(place, "is no schema", "A schema is a JSON object, true or false.");
        }
        sameValue.put(place, new ArrayList<>());
        schema.properties().forEach(property -> visit(place, property.getKey(), property.getValue()));
    }

    private void visit(String place, String keyword, JsonNode value) {
        var here = below(place, keyword);
        var kind = Keywords.of(keyword);
        if (kind == null) {
            throw new SchemaFlaw(
                    here,
                    "is no keyword of draft-07",
                    "Did you mean '%s'? Known are: %s.".formatted(Keywords.nearest(keyword), Keywords.all()));
        }
        switch (kind) {
            case VALUE -> checkValue(place, keyword, value);
            case SCHEMAS -> visitEach(here, value);
            case SCHEMAS_FOR_THE_SAME_VALUE -> linksFrom(place).addAll(visitEach(here, value));
            case NAMED_SCHEMAS ->
                value.properties().forEach(named -> visitNamed(place, keyword, named.getKey(), named.getValue()));
        }
    }

    private List<String> visitEach(String here, JsonNode value) {
        if (!value.isArray()) {
            visit(here, value);
            return List.of(here);
        }
        var places = IntStream.range(0, value.size()).mapToObj(i -> here + "/" + i);
        return places.peek(place -> visit(place, value.at(place.substring(here.length()))))
                .toList();
    }

    private void visitNamed(String place, String keyword, String name, JsonNode value) {
        var child = below(below(place, keyword), name);
        if (keyword.equals("patternProperties")) {
            checkPattern(child, name);
        }
        if (keyword.equals("dependencies")) {
            if (value.isArray()) {
                return;
            }
            linksFrom(place).add(child);
        }
        visit(child, value);
    }

    private void checkValue(String place, String keyword, JsonNode value) {
        var text = value.asString("");
        var here = below(place, keyword);
        switch (keyword) {
            case "$schema" -> {
                if (!NAME.matcher(text).matches()) {
                    throw new SchemaFlaw(
                            here,
                            "names another language than draft-07: '%s'".formatted(text),
                            "Write \"http://json-schema.org/draft-07/schema#\" there, or leave it out.");
                }
            }
            case "$ref" -> {
                if (!text.equals("#") && !text.startsWith("#/")) {
                    throw new SchemaFlaw(
                            here,
                            "leads out of the schema: '%s'".formatted(text),
                            "Nothing is fetched: copy it into \"definitions\", and refer to '#/definitions/…'.");
                }
                references.put(place, text);
            }
            case "format" -> {
                if (value.isString() && !Formats.names().contains(text)) {
                    throw new SchemaFlaw(
                            here,
                            "names a format that nobody checks: '%s'".formatted(text),
                            "Known are: %s. For others use \"pattern\".".formatted(String.join(", ", Formats.names())));
                }
            }
            case "pattern" -> checkPattern(here, text);
            default -> {}
        }
    }

    private static void checkPattern(String here, String pattern) {
        try {
            new RE2JRegexpFactory().createHandler(pattern);
        } catch (RuntimeException e) {
            throw new SchemaFlaw(
                    here,
                    "is no regular expression of RE2: " + e.getMessage(),
                    "Write it without look-around and back references, which may take for ever.");
        }
    }

    private void follow(String place, String reference) {
        var target = Pointers.ofFragment(reference);
        if (!sameValue.containsKey(target)) {
            throw new SchemaFlaw(
                    below(place, "$ref"),
                    "refers to nothing: '%s'".formatted(reference),
                    "Refer to a schema of this document, such as '#/definitions/address'.");
        }
        linksFrom(place).add(target);
    }

    private void requireEnd(String start, String place, Set<String> seen) {
        for (var next : linksFrom(place)) {
            if (next.equals(start)) {
                throw new SchemaFlaw(
                        start,
                        "leads back to itself for the same value",
                        "Let a reference lead to the schema of a property or an item.");
            }
            if (seen.add(next)) {
                requireEnd(start, next, seen);
            }
        }
    }

    private List<String> linksFrom(String place) {
        return sameValue.getOrDefault(place, List.of());
    }

    private static String below(String place, String name) {
        return place + "/" + Pointers.escape(name);
    }
}
