package sh.fanout.dashboard.page;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;

/** How far back a page looks. */
public enum Range {
    QUARTER("15m", Duration.ofMinutes(15), "15 minutes"),
    HOUR("1h", Duration.ofHours(1), "hour"),
    SIX_HOURS("6h", Duration.ofHours(6), "6 hours"),
    DAY("24h", Duration.ofHours(24), "24 hours"),
    WEEK("7d", Duration.ofDays(7), "7 days"),
    MONTH("30d", Duration.ofDays(30), "30 days");

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final String text;
    private final Duration length;
    private final String words;

    Range(String text, Duration length, String words) {
        this.text = text;
        this.length = length;
        this.words = words;
    }

    /** The range that an address names; an hour if it names none. */
    public static Range of(@Nullable String text) {
        if (text == null) {
            return HOUR;
        }
        return Arrays.stream(values())
                .filter(it -> it.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new FanoutException(
                        ErrorCode.INVALID_REQUEST,
                        "There is no range '%s'.".formatted(text),
                        "There are %s."
                                .formatted(
                                        Arrays.stream(values()).map(Range::text).collect(Collectors.joining(", ")))));
    }

    public String text() {
        return text;
    }

    public Duration length() {
        return length;
    }

    public String words() {
        return words;
    }

    /** For how long a number of this range is as good as a new one. */
    public Duration freshness() {
        var share = length.dividedBy(2_000);
        return share.compareTo(SHORTEST) < 0 ? SHORTEST : share.compareTo(LONGEST) > 0 ? LONGEST : share;
    }
}
