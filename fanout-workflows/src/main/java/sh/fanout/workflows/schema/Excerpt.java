package sh.fanout.workflows.schema;

/** A text of unknown origin as error messages show it: bounded, and on one line. */
final class Excerpt {

    private static final int LENGTH = 200;

    private Excerpt() {}

    static String of(String text) {
        var end = text.length() <= LENGTH ? text.length() : text.offsetByCodePoints(0, LENGTH);
        var line = end == text.length() ? text : text.substring(0, end) + "…";
        return line.replaceAll("[\\p{Cntrl}\\p{Cs}]+", " ").strip();
    }
}
