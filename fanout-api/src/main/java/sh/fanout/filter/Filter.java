package sh.fanout.filter;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which events a subscription wants, by their payload, tags and metadata:
 * <code>{"amount": [{"$gte": 1000}], "country": ["DE", "AT"]}</code>, or the same as
 * {@code Filter.field("amount").gte(1000).and(Filter.field("country").in("DE", "AT"))}.
 *
 * <p>In JSON a filter is an object. Its keys are fields of the payload, and all of them must agree:
 *
 * <ul>
 *   <li>a list of values: the field is one of them; an empty list agrees with anything
 *   <li>a list of {@linkplain Operators operators}, each an object of its own: all of them hold
 *   <li>an object: the field is an object that agrees with it, or an array with some element that does
 *   <li>{@code $or}, {@code $and}: a list of objects of which one agrees, or all
 *   <li>{@code $tags}, an array of strings, and {@code $metadata}, an object of strings: what was published beside the
 *       payload; only in the outermost object, and in its {@code $or} and {@code $and}
 * </ul>
 *
 * <p>Numbers compare by value, so that 1 is 1.0, and nothing else is ever converted: the number 1 is not the string "1". A
 * list of values never agrees with an array; {@code $includes} does. Below a field that is missing or null nothing is found,
 * not even by {@code $exists: false}.
 *
 * <p>Immutable. Two filters are equal if their JSON is the same text.
 */
public sealed class Filter permits Condition {

    private static final String AND = "$and";
    private static final String OR = "$or";
    private static final Filter ALL = new Filter(Map.of());

    private final String json;
    private final Map<String, String> keys;

    Filter(Map<String, String> keys) {
        this(JsonText.object(keys), keys);
    }

    private Filter(String json, Map<String, String> keys) {
        this.json = json;
        this.keys = keys;
    }

    /** The filter that every event passes. */
    public static Filter all() {
        return ALL;
    }

    /** A filter as JSON text; it is checked when its subscription is declared. */
    @JsonCreator
    public static Filter json(String json) {
        return new Filter(json, Map.of(AND, JsonText.list(List.of(JsonText.present(json, "text")))));
    }

    /**
     * Begins a filter on a field of the payload.
     *
     * @param path the key of the field; of a nested one all keys from the outside in. An array on the way needs some
     *     element in which the rest of the path is found
     */
    public static Field field(String... path) {
        return new Field(JsonText.path(path));
    }

    /** The filter for events that were published with this tag. */
    public static Condition tag(String tag) {
        return new Field(List.of("$tags")).includes(tag);
    }

    /** Begins a filter on one of the names and values that were published beside the payload. */
    public static Field metadata(String key) {
        return new Field(List.of("$metadata", JsonText.path(key).get(0)));
    }

    /** The filter for what passes both. */
    public Filter and(Filter other) {
        var both = new LinkedHashMap<>(keys);
        other.keys.forEach((key, value) -> {
            var present = both.putIfAbsent(key, value);
            if (present != null && !key.equals(OR) && JsonText.areObjects(present) && JsonText.areObjects(value)) {
                both.put(key, JsonText.joined(present, value));
            } else if (present != null) {
                both.merge(AND, JsonText.list(List.of(JsonText.object(Map.of(key, value)))), JsonText::joined);
            }
        });
        return new Filter(both);
    }

    /** The filter for what passes one of them or both. */
    public Filter or(Filter other) {
        var one = keys.keySet().equals(Set.of(OR))
                ? keys.values().stream().collect(Collectors.joining())
                : JsonText.list(List.of(json));
        return new Filter(Map.of(OR, JsonText.joined(one, JsonText.list(List.of(other.json)))));
    }

    /** The filter as JSON text. */
    @JsonValue
    public final String json() {
        return json;
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof Filter filter && filter.json.equals(json);
    }

    @Override
    public final int hashCode() {
        return json.hashCode();
    }

    @Override
    public final String toString() {
        return json;
    }
}
