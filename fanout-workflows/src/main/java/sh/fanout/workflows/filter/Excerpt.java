package sh.fanout.workflows.filter;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Clauses and values as an explanation shows them: no longer than need be, and no more work than that. */
final class Excerpt {

    private static final int OF_CLAUSE = 200;
    private static final int OF_VALUE = 100;

    private final StringBuilder json = new StringBuilder();

    private Excerpt() {}

    static String of(String clause) {
        return cut(clause, OF_CLAUSE);
    }

    static @Nullable String of(@Nullable JsonNode value) {
        if (value == null) {
            return null;
        }
        var excerpt = new Excerpt();
        excerpt.append(value);
        return cut(excerpt.json.toString(), OF_VALUE);
    }

    static String cut(String text, int length) {
        return text.length() <= length ? text : start(text, length - 1) + "…";
    }

    /** The first characters, without half a surrogate pair at the end. */
    private static String start(String text, int length) {
        var end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end);
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
        return json.length() > OF_VALUE;
    }

    private static void appendString(StringBuilder json, String text) {
        json.append(Scalars.json(text.length() <= OF_VALUE ? text : start(text, OF_VALUE)));
    }
}
