package sh.fanout.filter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A filter as the keys of its JSON object, each with the text of its value. */
sealed class KeyedFilter implements Filter permits Condition {

    static final Filter ALL = new KeyedFilter(Map.of());

    private static final String AND = "$and";
    private static final String OR = "$or";

    private final String json;
    private final Map<String, String> keys;

    KeyedFilter(Map<String, String> keys) {
        this(JsonText.object(keys), keys);
    }

    private KeyedFilter(String json, Map<String, String> keys) {
        this.json = json;
        this.keys = keys;
    }

    /** A filter of a text that nobody has read yet. */
    static Filter of(String json) {
        return new KeyedFilter(json, Map.of(AND, JsonText.list(List.of(json))));
    }

    @Override
    public final Filter and(Filter other) {
        var both = new LinkedHashMap<>(keys);
        keysOf(other).forEach((key, value) -> {
            var present = both.putIfAbsent(key, value);
            if (present != null && !key.equals(OR) && JsonText.areObjects(present) && JsonText.areObjects(value)) {
                both.put(key, JsonText.joined(present, value));
            } else if (present != null) {
                both.merge(AND, JsonText.list(List.of(JsonText.object(Map.of(key, value)))), JsonText::joined);
            }
        });
        return new KeyedFilter(both);
    }

    @Override
    public final Filter or(Filter other) {
        var one = keys.keySet().equals(Set.of(OR))
                ? keys.values().stream().collect(Collectors.joining())
                : JsonText.list(List.of(json));
        return new KeyedFilter(Map.of(OR, JsonText.joined(one, JsonText.list(List.of(other.json())))));
    }

    private static Map<String, String> keysOf(Filter filter) {
        return ((KeyedFilter) filter).keys;
    }

    @Override
    public final String json() {
        return json;
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof Filter filter && filter.json().equals(json);
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
