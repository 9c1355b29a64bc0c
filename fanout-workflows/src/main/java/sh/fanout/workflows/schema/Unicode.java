package sh.fanout.workflows.schema;

/** What Java lets pass in a {@code String} and UTF-8 does not. */
public final class Unicode {

    private Unicode() {}

    static long utf8Length(String text) {
        var bytes = (long) text.length();
        for (var i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            if (character >= 0x80) {
                // Both halves of a pair add one each: four bytes for two characters.
                bytes += character < 0x800 || Character.isSurrogate(character) ? 1 : 2;
            }
        }
        return bytes;
    }

    /** The index of the first half of a surrogate pair that lacks the other half, or -1. */
    public static int loneSurrogate(String text) {
        for (var i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            var paired = Character.isHighSurrogate(character)
                    ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                    : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
            if (Character.isSurrogate(character) && !paired) {
                return i;
            }
        }
        return -1;
    }
}
