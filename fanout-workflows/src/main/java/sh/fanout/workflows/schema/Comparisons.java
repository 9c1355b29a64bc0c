package sh.fanout.workflows.schema;

import org.jspecify.annotations.Nullable;
import sh.fanout.Violation;
import tools.jackson.databind.JsonNode;

/**
 * The work that {@code uniqueItems} takes: the validator compares each item with each other one, which for a payload of
 * 150,000 numbers is half a minute.
 */
final class Comparisons {

    private static final long MOST = 100_000_000;

    private long left = MOST;

    private Comparisons() {}

    /** The first array that makes it too much, as a violation; {@code null} if there is none. */
    static @Nullable Violation tooManyIn(JsonNode payload) {
        return new Comparisons().walk(payload, "");
    }

    private @Nullable Violation walk(JsonNode node, String pointer) {
        if (node.isArray()) {
            left -= (long) node.size() * node.size();
            if (left < 0) {
                var message = "has %d items, which are too many to check that they are unique";
                return new Violation(pointer, message.formatted(node.size()));
            }
        }
        for (var i = 0; i < (node.isArray() ? node.size() : 0); i++) {
            var tooMany = node.get(i).isContainer() ? walk(node.get(i), pointer + "/" + i) : null;
            if (tooMany != null) {
                return tooMany;
            }
        }
        for (var property : node.properties()) {
            var child = property.getValue();
            var tooMany = child.isContainer() ? walk(child, pointer + "/" + Pointers.escape(property.getKey())) : null;
            if (tooMany != null) {
                return tooMany;
            }
        }
        return null;
    }
}
