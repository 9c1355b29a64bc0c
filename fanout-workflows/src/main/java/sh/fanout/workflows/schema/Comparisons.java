package sh.fanout.workflows.schema;

import org.jspecify.annotations.Nullable;
import sh.fanout.Violation;
import tools.jackson.databind.JsonNode;

/**
 * The work that {@code uniqueItems} takes: the validator compares each item with each other one, value by value, which for a
 * payload of 150,000 numbers is half a minute, and for one of 9,500 objects a whole one.
 */
final class Comparisons {

    /** Half a second for 10,000 numbers, and some seconds for 2,000 objects of 20 fields, whose names are sorted each time. */
    private static final long MOST = 100_000_000;

    private long left = MOST;

    private Comparisons() {}

    /** The first array that makes it too much, as a violation; {@code null} if there is none. */
    static @Nullable Violation tooManyIn(JsonNode payload) {
        return new Comparisons().walk(payload);
    }

    private @Nullable Violation walk(JsonNode node) {
        if (node.isArray() && node.size() > 1) {
            left -= node.size() * valuesBelow(node);
            if (left < 0) {
                var message = "has %d items, which are too many to check that they are unique";
                return new Violation("", message.formatted(node.size()));
            }
        }
        for (var i = 0; i < (node.isArray() ? node.size() : 0); i++) {
            var tooMany = node.get(i).isContainer() ? walk(node.get(i)) : null;
            if (tooMany != null) {
                return below(String.valueOf(i), tooMany);
            }
        }
        for (var property : node.properties()) {
            var child = property.getValue();
            var tooMany = child.isContainer() ? walk(child) : null;
            if (tooMany != null) {
                return below(property.getKey(), tooMany);
            }
        }
        return null;
    }

    private static long valuesBelow(JsonNode node) {
        var values = (long) node.size();
        for (var child : node) {
            values += child.isContainer() ? valuesBelow(child) : 0;
        }
        return values;
    }

    private static Violation below(String name, Violation violation) {
        return new Violation("/" + Pointers.escape(name) + violation.pointer(), violation.message());
    }
}
