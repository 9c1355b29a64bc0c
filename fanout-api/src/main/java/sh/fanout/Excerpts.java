package sh.fanout;

/** Values as error messages show them: bounded, and on one line. */
final class Excerpts {

    private static final int LENGTH = 80;

    private Excerpts() {}

    static String of(String value) {
        var line = value.length() <= LENGTH ? value : value.substring(0, end(value)) + "…";
        return line.replaceAll("[\\p{Cntrl}\\p{Cs}]", "�");
    }

    /** Not within a surrogate pair. */
    private static int end(String value) {
        return Character.isSurrogatePair(value.charAt(LENGTH - 1), value.charAt(LENGTH)) ? LENGTH - 1 : LENGTH;
    }
}
