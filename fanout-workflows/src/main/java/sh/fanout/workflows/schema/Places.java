package sh.fanout.workflows.schema;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Where each value stands in the order of a payload, by its pointer. */
final class Places {

    /** For failures at 2,500 values, or fewer with long pointers: of a list, people mend the first before they read on. */
    private static final long MOST = 250_000;

    /** What a failure takes besides its pointer, which the validator writes for each of them. */
    private static final int FAILURE = 100;

    private final Map<String, Integer> places = new HashMap<>();
    private long left = MOST;

    private Places() {}

    /** The places; {@code null} if so many failures as there are values would be too large. */
    static @Nullable Map<String, Integer> of(JsonNode payload) {
        var places = new Places();
        places.add(payload, "");
        return places.left < 0 ? null : places.places;
    }

    private void add(JsonNode node, String pointer) {
        left -= FAILURE + pointer.length();
        if (left < 0) {
            return;
        }
        places.put(pointer, places.size());
        for (var i = 0; left >= 0 && i < (node.isArray() ? node.size() : 0); i++) {
            add(node.get(i), pointer + "/" + i);
        }
        for (var property : node.properties()) {
            if (left >= 0) {
                add(property.getValue(), pointer + "/" + Pointers.escape(property.getKey()));
            }
        }
    }
}
