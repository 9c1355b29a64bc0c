package sh.fanout.workflows.temporal;

/**
 * A user's text as a part of a workflow id: as readable as it can be, and never the same for two texts.
 *
 * <p>Letters of all scripts stay as they are. What would break the id apart, or is not seen, is written as {@code %} and
 * four or more hexadecimal digits of its code point in braces.
 */
final class IdSegment {

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
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> point == ' ';
            default -> true;
        };
    }
}
