package sh.fanout.workflows.filter;

import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.workflows.schema.Unicode;
import sh.fanout.workflows.temporal.Excerpt;

/** A filter as somebody wrote it, and how to tell them what is wrong where. */
record FilterText(String text) {

    static final int MAX_LENGTH = 1 << 16;

    private static final String EXAMPLE =
            "Write an object, such as {\"amount\": [{\"$gte\": 1000}]}; {} is for every event.";
    private static final int SHOWN_BEFORE = 60;
    private static final int SHOWN_AFTER = 40;

    void check() {
        if (text.isBlank()) {
            throw refusal("it is empty.", EXAMPLE);
        }
        if (text.length() > MAX_LENGTH) {
            throw refusal(
                    "it has %d characters, and %d is the most.".formatted(text.length(), MAX_LENGTH),
                    "Publish what it decides by as a field of the payload, and ask for that.");
        }
        if (Unicode.loneSurrogate(text) >= 0) {
            throw refusal("it has half a surrogate pair.", "Use whole characters, never one half of a pair.");
        }
    }

    private static FanoutException refusal(String problem, String hint) {
        return new FanoutException(ErrorCode.INVALID_FILTER, "The filter cannot be used: " + problem, hint);
    }

    FanoutException notAnObject(int offset) {
        return refusal(offset, "it is no JSON object", EXAMPLE);
    }

    /** Names line and column of the place, and points at it under the line. */
    FanoutException refusal(int offset, String problem, String hint) {
        var lineStart = text.lastIndexOf('\n', offset - 1) + 1;
        var lineEnd = text.indexOf('\n', offset) < 0 ? text.length() : text.indexOf('\n', offset);
        var line = 1
                + text.substring(0, lineStart).chars().filter(it -> it == '\n').count();
        var start = Excerpt.boundary(text, Math.max(lineStart, offset - SHOWN_BEFORE));
        var end = Excerpt.boundary(text, Math.min(lineEnd, offset + SHOWN_AFTER));
        var before = (start > lineStart ? "…" : "") + onOneLine(text.substring(start, offset));
        var after = onOneLine(text.substring(offset, end)) + (end < lineEnd ? "…" : "");
        return refusal(
                "%s, in line %d, column %d:%n    %s%s%n    %s^"
                        .formatted(problem, line, offset - lineStart + 1, before, after, " ".repeat(before.length())),
                hint);
    }

    static String shown(String name) {
        return "'" + onOneLine(Excerpt.of(name, SHOWN_BEFORE)) + "'";
    }

    static String quoted(Object value) {
        return Excerpt.of(Scalars.json(value), SHOWN_BEFORE);
    }

    static String onOneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
