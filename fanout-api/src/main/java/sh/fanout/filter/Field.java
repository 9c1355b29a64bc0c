package sh.fanout.filter;

import java.util.List;

/** A field of which nothing has been asked yet. Immutable. */
public final class Field implements Operators {

    private final List<String> path;

    Field(List<String> path) {
        this.path = path;
    }

    /**
     * The filter for a field that is one of these values.
     *
     * @param values at least one: strings, finite numbers or booleans
     */
    public Filter in(Object... values) {
        return new KeyedFilter(JsonText.nested(path, JsonText.list(JsonText.values(values))));
    }

    /**
     * The filter for a field that is an object which passes another filter, or an array with some element that does:
     * {@code Filter.field("items").has(Filter.field("sku").in("A").and(Filter.field("count").gt(1)))}.
     */
    public Filter has(Filter filter) {
        return new KeyedFilter(JsonText.nested(path, filter.json()));
    }

    @Override
    public Condition ask(Operator operator) {
        return new Condition(path, List.of(operator.json()));
    }
}
