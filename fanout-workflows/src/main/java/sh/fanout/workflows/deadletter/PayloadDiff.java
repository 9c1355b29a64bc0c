package sh.fanout.workflows.deadletter;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import sh.fanout.deadletter.PayloadChange;
import sh.fanout.workflows.schema.Pointers;
import sh.fanout.workflows.temporal.Excerpt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** What is different between two payloads, for people: the first places of it, and values in part. */
final class PayloadDiff {

    private static final int MAX_CHANGES = 20;
    private static final int MAX_VALUE = 200;
    private static final int MAX_POINTER = 300;

    private final List<PayloadChange> changes = new ArrayList<>();

    private PayloadDiff() {}

    static List<PayloadChange> of(JsonNode before, JsonNode after) {
        var diff = new PayloadDiff();
        diff.compare("", before, after);
        return diff.changes;
    }

    private void compare(String pointer, @Nullable JsonNode before, @Nullable JsonNode after) {
        if (changes.size() >= MAX_CHANGES || (before != null && before.equals(after))) {
            return;
        }
        if (before != null && after != null && before.isObject() && after.isObject()) {
            var names = new TreeSet<>(before.propertyNames());
            names.addAll(after.propertyNames());
            names.forEach(name -> compare(pointer + "/" + Pointers.escape(name), before.get(name), after.get(name)));
        } else if (before != null && after != null && before.isArray() && after.isArray()) {
            for (var i = 0; i < Math.max(before.size(), after.size()); i++) {
                compare(pointer + "/" + i, before.get(i), after.get(i));
            }
        } else {
            changes.add(new PayloadChange(Excerpt.of(pointer, MAX_POINTER), text(before), text(after)));
        }
    }

    private static @Nullable String text(@Nullable JsonNode value) {
        if (value == null) {
            return null;
        }
        var json = value.toString();
        return json.length() <= MAX_VALUE
                ? json
                : StringNode.valueOf(Excerpt.of(json, MAX_VALUE)).toString();
    }
}
