package sh.fanout.spring;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;

/**
 * How long an event stays in the log, as one writes it in a property: a time such as {@code 30d}, in days unless
 * it has a unit, or {@code forever}.
 */
public final class Retention {

    private static final String FOREVER = "forever";
    private static final Duration MAX = Duration.ofDays(36_500);

    private final @Nullable Duration time;

    private Retention(@Nullable Duration time) {
        this.time = time;
    }

    /**
     * Reads what a property says.
     *
     * @throws FanoutException ({@code FANOUT-010}) if it is neither a time of up to 36,500 days nor {@code forever}
     */
    public static Retention valueOf(String text) {
        if (text.strip().equalsIgnoreCase(FOREVER)) {
            return new Retention(null);
        }
        try {
            var time = DurationStyle.detectAndParse(text.strip(), ChronoUnit.DAYS);
            if (time.compareTo(Duration.ZERO) > 0 && time.compareTo(MAX) <= 0) {
                return new Retention(time);
            }
            throw refusal(text, null);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw refusal(text, e);
        }
    }

    private static FanoutException refusal(String text, @Nullable Throwable cause) {
        return new FanoutException(
                ErrorCode.INVALID_SETTING,
                "fanout.log.retention is '%s', which is no time to keep events for.".formatted(text),
                "Give it a positive time of at most %d days, such as 30d, or '%s'.".formatted(MAX.toDays(), FOREVER),
                cause);
    }

    /** The time; {@code null} for ever. */
    @Nullable
    Duration time() {
        return time;
    }

    @Override
    public String toString() {
        return time == null ? "for ever" : time.toDays() > 1 ? "for %d days".formatted(time.toDays()) : "for " + time;
    }
}
