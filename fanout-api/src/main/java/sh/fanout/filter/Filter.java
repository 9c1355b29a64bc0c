package sh.fanout.filter;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;

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
// An interface, because none of its static methods can be called on a filter: what one was, it would silently forget.
public sealed interface Filter permits KeyedFilter {

    /** The filter that every event passes. */
    static Filter all() {
        return KeyedFilter.ALL;
    }

    /** A filter as JSON text; it is checked when its subscription is declared. */
    @JsonCreator
    static Filter json(String json) {
        return KeyedFilter.of(JsonText.present(json, "text"));
    }

    /**
     * Begins a filter on a field of the payload.
     *
     * @param path the key of the field; of a nested one all keys from the outside in. An array on the way needs some
     *     element in which the rest of the path is found
     */
    static Field field(String... path) {
        return new Field(JsonText.path(path));
    }

    /** The filter for events that were published with this tag. */
    static Condition tag(String tag) {
        return new Field(List.of("$tags")).includes(tag);
    }

    /** Begins a filter on one of the names and values that were published beside the payload. */
    static Field metadata(String key) {
        return new Field(List.of("$metadata", JsonText.path(key).get(0)));
    }

    /** The filter for what passes both. */
    Filter and(Filter other);

    /** The filter for what passes one of them or both. */
    Filter or(Filter other);

    /** The filter as JSON text. */
    @JsonValue
    String json();
}
