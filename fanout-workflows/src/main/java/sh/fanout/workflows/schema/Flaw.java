package sh.fanout.workflows.schema;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A value that is JSON, yet does harm further on: to the next encoder, or to whoever computes with it. */
record Flaw(String pointer, String problem, String hint) {

    static final String UNICODE = "Send whole characters: a pair such as \\ud83d\\ude00, never one half of it.";

    private static final int MAX_EXPONENT = 400;

    /** The first flaw in the document, or {@code null}. */
    static @Nullable Flaw in(JsonNode node) {
        if (node.isObject()) {
            for (var property : node.properties()) {
                var flaw = inName(property.getKey());
                flaw = flaw == null ? in(property.getValue()) : flaw;
                if (flaw != null) {
                    return flaw.below(property.getKey());
                }
            }
        } else if (node.isArray()) {
            for (var i = 0; i < node.size(); i++) {
                var flaw = in(node.get(i));
                if (flaw != null) {
                    return flaw.below(String.valueOf(i));
                }
            }
        } else if (node.isString()) {
            return inName(node.stringValue());
        } else if (node.isBigDecimal() && Math.abs((long) node.decimalValue().scale()) > MAX_EXPONENT) {
            // 1E1000000000 is short to write, and fills the memory of the first reader that makes it an integer.
            return new Flaw("", "a number whose exponent is beyond ±400", "Send it as a string.");
        }
        return null;
    }

    private static @Nullable Flaw inName(String text) {
        return Unicode.loneSurrogate(text) < 0 ? null : new Flaw("", "half a surrogate pair", UNICODE);
    }

    private Flaw below(String name) {
        return new Flaw("/" + Pointers.escape(name) + pointer, problem, hint);
    }
}
