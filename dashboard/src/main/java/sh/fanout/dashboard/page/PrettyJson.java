package sh.fanout.dashboard.page;

/**
 * JSON as people read it: one member a line, as far as anybody reads. Only blanks change, so that every number keeps its
 * digits; and what is no JSON comes out as it is, more or less.
 */
public final class PrettyJson {

    /** How many characters are laid out; the rest stays as it is, or a few brackets would become gigabytes of blanks. */
    static final int MOST = 100_000;

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
        for (skipBlanks(); at < json.length() && text.length() < MOST; apart = skipBlanks()) {
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
        keep(apart);
        return text.append(json, at, json.length()).toString();
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
        keep(apart);
        if (json.charAt(at) == '"') {
            string();
        } else {
            while (at < json.length() && " \t\r\n{}[],:\"".indexOf(json.charAt(at)) < 0) {
                take();
            }
        }
    }

    private void keep(boolean apart) {
        if (apart && !text.isEmpty() && !Character.isWhitespace(text.charAt(text.length() - 1))) {
            text.append(' ');
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
