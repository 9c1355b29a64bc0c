package sh.fanout.workflows.filter;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Strings, numbers and booleans of the filter. */
final class Scalars {

    private final List<Object> written;
    private final String list;
    private final Set<String> strings;
    private final BigDecimal[] ascending;
    private final Set<Boolean> booleans;

    /** @param written strings, BigDecimals and Booleans */
    Scalars(List<Object> written) {
        this.written = List.copyOf(written);
        // Printed once: every event that does not match is told why.
        this.list = written.stream().map(Scalars::json).collect(joining(",", "[", "]"));
        this.strings = only(String.class).collect(Collectors.toUnmodifiableSet());
        this.ascending = only(BigDecimal.class).sorted().toArray(BigDecimal[]::new);
        this.booleans = only(Boolean.class).collect(Collectors.toUnmodifiableSet());
    }

    private <V> Stream<V> only(Class<V> kind) {
        return written.stream().filter(kind::isInstance).map(kind::cast);
    }

    boolean contains(@Nullable JsonNode value) {
        if (value instanceof StringNode text) {
            return strings.contains(text.stringValue());
        }
        if (value == null) {
            return false;
        }
        if (value.isNumber()) {
            return ascending.length > 0 && Arrays.binarySearch(ascending, value.decimalValue()) >= 0;
        }
        return value.isBoolean() && booleans.contains(value.booleanValue());
    }

    static boolean isScalar(@Nullable JsonNode value) {
        return value != null && (value.isString() || value.isNumber() || value.isBoolean());
    }

    String list() {
        return list;
    }

    String listUnlessSingle() {
        return written.size() == 1 ? json(written.get(0)) : list();
    }

    static String json(Object value) {
        if (!(value instanceof String text)) {
            return value.toString();
        }
        var json = new StringBuilder(text.length() + 2).append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, json);
        return json.append('"').toString();
    }
}
