package sh.fanout.spring.rest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import sh.fanout.log.PageLimit;

/**
 * Something that a request may say besides its body; none is ever required.
 *
 * @param place {@code query} or {@code header}
 * @param schema the JSON Schema of its value
 */
record Parameter(String name, String place, String description, Map<String, Object> schema) {

    private static final String QUERY = "query";

    /** The pattern of an id of an event type. */
    static final String TYPE = "^[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*$";

    static final Parameter CURSOR =
            text("cursor", "Where the page before ended: its page.next. Means nothing in another list.", "^.+$");

    static final Parameter LIMIT = new Parameter(
            "limit",
            QUERY,
            "How many a page has at most.",
            Map.of("type", "integer", "minimum", 1, "maximum", PageLimit.MAX, "default", PageLimit.DEFAULT));

    /** A free text. */
    static Parameter text(String name, String description) {
        return query(name, description, Map.of());
    }

    /** A text of a form. */
    static Parameter text(String name, String description, String pattern) {
        return query(name, description, Map.of("pattern", pattern));
    }

    /** Any of some texts: it is there once for each. */
    static Parameter texts(String name, String description, int atMost) {
        var schema = Map.of("type", "array", "items", Map.of("type", "string"), "maxItems", atMost);
        return new Parameter(name, QUERY, description, schema);
    }

    static Parameter time(String name, String description) {
        return query(name, description, Map.of("format", "date-time"));
    }

    static Parameter duration(String name, String description) {
        return query(name, description, Map.of("format", "duration"));
    }

    static Parameter word(String name, String description, Class<? extends Enum<?>> words) {
        return query(name, description, Map.of("enum", RestJson.words(words)));
    }

    static Parameter header(String name, String description) {
        return header(name, description, Map.of());
    }

    /** A header of a form. */
    static Parameter header(String name, String description, Map<String, Object> schema) {
        return new Parameter(name, "header", description, text(schema));
    }

    boolean isQuery() {
        return place.equals(QUERY);
    }

    boolean isRepeatable() {
        return "array".equals(schema.get("type"));
    }

    private static Parameter query(String name, String description, Map<String, Object> schema) {
        return new Parameter(name, QUERY, description, text(schema));
    }

    private static Map<String, Object> text(Map<String, Object> schema) {
        var text = new LinkedHashMap<String, Object>();
        text.put("type", "string");
        text.putAll(schema);
        return text;
    }

    /** The names of those in the query that are of some kind. */
    static List<String> names(List<Parameter> parameters, Predicate<Parameter> kind) {
        return parameters.stream()
                .filter(Parameter::isQuery)
                .filter(kind)
                .map(Parameter::name)
                .toList();
    }
}
