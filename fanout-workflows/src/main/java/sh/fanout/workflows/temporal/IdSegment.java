package sh.fanout.workflows.temporal;

/**
 * A user's text as a part of a workflow id: as readable as it can be, and never the same for two texts.
 *
 * <p>Letters of all scripts stay as they are. What would break the id apart, or is not seen, is written as {@code %} and
 * the hexadecimal digits of its code point in braces.
 */
final class IdSegment {

    /**
     * First and last code points of what is not seen: controls, blanks but the space, joiners, marks of direction, halves
     * of surrogate pairs, private use, tags. Not what the JDK says: it would say otherwise with the next Unicode, and
     * services on two JDKs must know one key by one id.
     */
    private static final int[][] UNSEEN = {
        {0x0, 0x1f},
        {0x7f, 0xa0},
        {0xad, 0xad},
        {0x61c, 0x61c},
        {0x115f, 0x1160},
        {0x1680, 0x1680},
        {0x17b4, 0x17b5},
        {0x180e, 0x180e},
        {0x2000, 0x200f},
        {0x2028, 0x202f},
        {0x205f, 0x206f},
        {0x2800, 0x2800},
        {0x3000, 0x3000},
        {0x3164, 0x3164},
        {0xd800, 0xf8ff},
        {0xfdd0, 0xfdef},
        {0xfeff, 0xfeff},
        {0xffa0, 0xffa0},
        {0xfff0, 0xffff},
        {0x1bca0, 0x1bca3},
        {0x1d173, 0x1d17a},
        {0xe0000, 0x10ffff},
    };

    private IdSegment() {}

    static String of(String text) {
        var segment = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (point == '/' || point == '%' || !isSeen(point)) {
                segment.append("%{").append(Integer.toHexString(point)).append('}');
            } else {
                segment.appendCodePoint(point);
            }
        });
        return segment.toString();
    }

    private static boolean isSeen(int point) {
        for (var range : UNSEEN) {
            if (point <= range[1]) {
                return point < range[0];
            }
        }
        return true;
    }
}
