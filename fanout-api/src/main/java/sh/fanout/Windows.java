package sh.fanout;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Pattern;

/** The windows of limits as annotations write them: {@code 500ms}, {@code 1s}, {@code 1m}, {@code 1h}, {@code 1d}. */
final class Windows {

    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "ms", ChronoUnit.MILLIS,
            "s", ChronoUnit.SECONDS,
            "m", ChronoUnit.MINUTES,
            "h", ChronoUnit.HOURS,
            "d", ChronoUnit.DAYS);
    private static final Pattern WINDOW = Pattern.compile("([0-9]{1,9})(ms|[smhd])");

    private Windows() {}

    static Duration parse(String text) {
        var parts = WINDOW.matcher(text);
        if (!parts.matches()) {
            throw new FanoutException(
                    ErrorCode.INVALID_RATE_LIMIT,
                    "'%s' is not the window of a limit.".formatted(Excerpts.of(text)),
                    "Write a number with ms, s, m, h or d, such as 1m.");
        }
        return Duration.of(Long.parseLong(parts.group(1)), UNITS.get(parts.group(2)));
    }

    /** What {@link #parse} reads, in the largest unit that fits; a window with a part of a millisecond as ISO 8601 has it. */
    static String format(Duration window) {
        return UNITS.entrySet().stream()
                .filter(unit -> window.toNanos() % unit.getValue().getDuration().toNanos() == 0)
                .max(Map.Entry.comparingByValue())
                .map(unit -> window.dividedBy(unit.getValue().getDuration()) + unit.getKey())
                .orElseGet(window::toString);
    }
}
