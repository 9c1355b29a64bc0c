package sh.fanout.dashboard.subscriptions;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** For how long the form pauses a subscription. */
public enum PauseLength {
    OPEN(null, "somebody resumes it"),
    QUARTER(Duration.ofMinutes(15), "15 minutes have passed"),
    HOUR(Duration.ofHours(1), "1 hour has passed"),
    FOUR_HOURS(Duration.ofHours(4), "4 hours have passed"),
    DAY(Duration.ofHours(24), "24 hours have passed");

    private final @Nullable Duration length;
    private final String words;

    PauseLength(@Nullable Duration length, String words) {
        this.length = length;
        this.words = words;
    }

    /** When a pause that begins now ends; {@code null} for never. */
    @Nullable
    Instant until(Instant now) {
        return length == null ? null : now.plus(length);
    }

    /** Until what. */
    public String words() {
        return words;
    }
}
