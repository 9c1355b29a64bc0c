package sh.fanout.dashboard.page;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.log.Attempt;

/** Values as pages show them. */
public final class Texts {

    private static final int LINE = 160;

    private Texts() {}

    /** A number with its thousands apart. */
    public static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** A duration in the one unit that says most, such as {@code < 1 ms}, {@code 182 ms}, {@code 4.2 s} or {@code 14 min}. */
    public static String duration(Duration duration) {
        var millis = duration.toMillis();
        if (millis < 1) {
            return "< 1 ms";
        }
        if (millis < 1_000) {
            return millis + " ms";
        }
        if (millis < 60_000) {
            return millis % 1_000 == 0 ? millis / 1_000 + " s" : String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
        }
        if (duration.toMinutes() < 120) {
            return duration.toMinutes() + " min";
        }
        return duration.toHours() < 48 ? duration.toHours() + " h" : duration.toDays() + " d";
    }

    /** How long an attempt ran; empty for one that was lost, of which nobody knows. */
    public static String ran(Attempt attempt) {
        return attempt.outcome() == Attempt.Outcome.LOST ? "" : duration(Duration.ofMillis(attempt.millis()));
    }

    /** How long each step of some time is, such as {@code minute} or {@code 5 min}. */
    public static String step(Duration length) {
        return switch ((int) length.toSeconds()) {
            case 60 -> "minute";
            case 3_600 -> "hour";
            case 86_400 -> "day";
            default -> duration(length);
        };
    }

    /** A number of things, such as {@code 1 event} or {@code 2 events}. */
    public static String count(long number, String thing) {
        return "%s %s%s".formatted(number(number), thing, number == 1 ? "" : "s");
    }

    /** What of an error stands in a list. */
    public static String firstLine(String error) {
        var line = error.lines().findFirst().orElse("");
        return line.length() <= LINE ? line : beginning(line, LINE - 1) + "…";
    }

    /** At most so many characters of a text; never half a surrogate pair. */
    static String beginning(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        var cutsAPair = Character.isSurrogatePair(text.charAt(length - 1), text.charAt(length));
        return text.substring(0, cutsAPair ? length - 1 : length);
    }

    /** A name of an enum as a word: {@code PASSED_ON} is {@code passed on}. */
    public static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The same with a capital letter, as a title begins. */
    public static String title(Enum<?> value) {
        var word = word(value);
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    /**
     * The value of an enum that pages show as this word.
     *
     * @throws FanoutException ({@code FANOUT-201}) if there is none
     */
    public static <E extends Enum<E>> E value(String word, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(it -> word(it).equals(word))
                .findFirst()
                .orElseThrow(() -> new FanoutException(
                        ErrorCode.INVALID_REQUEST,
                        "'%s' cannot be chosen here.".formatted(word),
                        "There are %s."
                                .formatted(Arrays.stream(type.getEnumConstants())
                                        .map(Texts::word)
                                        .collect(Collectors.joining(", ")))));
    }
}
