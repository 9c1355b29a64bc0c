package sh.fanout.dashboard.page;

/**
 * JSON as people read it: one member a line. Only blanks change, so that every number keeps its digits; and what is no JSON
 * comes out as it is, more or less.
 */
public final class PrettyJson {

    private static final String INDENT = "  ";

    private final String json;
    private final StringBuilder text = new StringBuilder();
    private int depth;
    private int at;

    private PrettyJson(String json) {
        this.json = json;
    }

    /** The same over several lines. */
    public static String of(String json) {
        return new PrettyJson(json).text();
    }

    private String text() {
        var apart = false;
        for (skipBlanks(); at < json.length(); apart = skipBlanks()) {
            var next = json.charAt(at);
            switch (next) {
                case '{', '[' -> open(next);
                case '}', ']' -> close();
                case ',' -> {
                    take();
                    newLine();
                }
                case ':' -> {
                    take();
                    text.append(' ');
                }
                default -> value(apart);
            }
        }
        return text.toString();
    }

    private void open(char bracket) {
        take();
        skipBlanks();
        if (at < json.length() && json.charAt(at) == (bracket == '{' ? '}' : ']')) {
            take();
        } else {
            depth++;
            newLine();
        }
    }

    private void close() {
        depth = Math.max(0, depth - 1);
        newLine();
        take();
    }

    /** A string, or all up to the next blank or bracket; two that no comma divides stay two. */
    private void value(boolean apart) {
        if (apart && !text.isEmpty() && !Character.isWhitespace(text.charAt(text.length() - 1))) {
            text.append(' ');
        }
        if (json.charAt(at) == '"') {
            string();
        } else {
            while (at < json.length() && " \t\r\n{}[],:\"".indexOf(json.charAt(at)) < 0) {
                take();
            }
        }
    }

    private void string() {
        take();
        while (at < json.length()) {
            var next = json.charAt(at);
            take();
            if (next == '"') {
                return;
            }
            if (next == '\\' && at < json.length()) {
                take();
            }
        }
    }

    private boolean skipBlanks() {
        var from = at;
        while (at < json.length() && " \t\r\n".indexOf(json.charAt(at)) >= 0) {
            at++;
        }
        return at > from;
    }

    private void take() {
        text.append(json.charAt(at++));
    }

    private void newLine() {
        text.append('\n').append(INDENT.repeat(depth));
    }
}
