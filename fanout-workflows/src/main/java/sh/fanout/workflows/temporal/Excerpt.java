package sh.fanout.workflows.temporal;

/** The beginning of a text that may be long, as people read it. */
public final class Excerpt {

    private static final int QUOTED = 200;

    private Excerpt() {}

    /** At most so many characters, the last of which is a {@code …} if there are more; never half a surrogate pair. */
    public static String of(String text, int length) {
        return text.length() <= length ? text : text.substring(0, boundary(text, length - 1)) + "…";
    }

    /** What an error message quotes of a text of unknown origin: bounded, and on one line. */
    public static String quoted(String text) {
        return of(text, QUOTED).replaceAll("[\\p{Cntrl}\\p{Cs}]+", " ").strip();
    }

    /** Where a text can be cut: there, or one character earlier if that were within a surrogate pair. */
    public static int boundary(String text, int index) {
        var isWithin = index > 0
                && index < text.length()
                && Character.isSurrogatePair(text.charAt(index - 1), text.charAt(index));
        return isWithin ? index - 1 : index;
    }
}
