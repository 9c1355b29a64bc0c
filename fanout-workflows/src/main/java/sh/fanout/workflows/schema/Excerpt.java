package sh.fanout.workflows.schema;

/** A text of unknown origin as error messages show it: bounded, and on one line. */
public final class Excerpt {

    private static final int LENGTH = 200;

    private Excerpt() {}

    public static String of(String text) {
        var whole = text.codePointCount(0, text.length()) <= LENGTH;
        var end = whole ? text.length() : text.offsetByCodePoints(0, LENGTH);
        var line = whole ? text : text.substring(0, end) + "…";
        return line.replaceAll("[\\p{Cntrl}\\p{Cs}]+", " ").strip();
    }
}
