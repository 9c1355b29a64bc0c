package sh.fanout.spring;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;

/** How long an event stays in the log, as one writes it in a property: a time such as {@code 30d}, or {@code forever}. */
public final class Retention {

    private static final String FOREVER = "forever";

    private final @Nullable Duration time;

    private Retention(@Nullable Duration time) {
        this.time = time;
    }

    /**
     * Reads what a property says.
     *
     * @throws FanoutException ({@code FANOUT-010}) if it is neither a positive time nor {@code forever}
     */
    public static Retention valueOf(String text) {
        if (text.strip().equalsIgnoreCase(FOREVER)) {
            return new Retention(null);
        }
        try {
            var time = DurationStyle.detectAndParse(text.strip());
            if (time.compareTo(Duration.ZERO) > 0) {
                return new Retention(time);
            }
            throw refusal(text, null);
        } catch (IllegalArgumentException e) {
            throw refusal(text, e);
        }
    }

    private static FanoutException refusal(String text, @Nullable Throwable cause) {
        return new FanoutException(
                ErrorCode.INVALID_SETTING,
                "fanout.log.retention is '%s', which is no time to keep events for.".formatted(text),
                "Give it a positive time, such as 30d, or '%s'.".formatted(FOREVER),
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
