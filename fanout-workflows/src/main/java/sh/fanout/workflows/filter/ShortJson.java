package sh.fanout.workflows.filter;

import org.jspecify.annotations.Nullable;
import sh.fanout.workflows.temporal.Excerpt;
import tools.jackson.databind.JsonNode;

/** A value as an explanation shows it: JSON no longer than need be, and no more work than that. */
final class ShortJson {

    private static final int LENGTH = 100;

    private final StringBuilder json = new StringBuilder();

    private ShortJson() {}

    static @Nullable String of(@Nullable JsonNode value) {
        if (value == null) {
            return null;
        }
        var excerpt = new ShortJson();
        excerpt.append(value);
        return Excerpt.of(excerpt.json.toString(), LENGTH);
    }

    private void append(JsonNode value) {
        if (value.isObject()) {
            var separator = '{';
            for (var property : value.properties()) {
                if (isFull()) {
                    return;
                }
                appendString(json.append(separator), property.getKey());
                json.append(':');
                append(property.getValue());
                separator = ',';
            }
            json.append(separator == '{' ? "{}" : "}");
        } else if (value.isArray()) {
            var separator = '[';
            for (var i = 0; i < value.size(); i++) {
                if (isFull()) {
                    return;
                }
                json.append(separator);
                append(value.get(i));
                separator = ',';
            }
            json.append(separator == '[' ? "[]" : "]");
        } else if (value.isString()) {
            appendString(json, value.stringValue());
        } else {
            json.append(value);
        }
    }

    private boolean isFull() {
        return json.length() > LENGTH;
    }

    private static void appendString(StringBuilder json, String text) {
        json.append(Scalars.json(Excerpt.of(text, LENGTH)));
    }
}
