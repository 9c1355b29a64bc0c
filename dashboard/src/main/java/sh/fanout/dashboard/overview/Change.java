package sh.fanout.dashboard.overview;

import org.jspecify.annotations.Nullable;

/** How a number compares with one of before. */
final class Change {

    private static final int WHOLE = 100;

    /** Beyond that, a percentage says less than the two numbers. */
    private static final long MOST = 900;

    private Change() {}

    /** In words, such as {@code 12 % more than}; {@code null} where that says nothing, since there was none. */
    static @Nullable String words(long now, long before) {
        if (before == 0) {
            return null;
        }
        var percent = Math.round((double) WHOLE * (now - before) / before);
        if (percent == 0) {
            return "as many as";
        }
        if (percent > MOST) {
            return "%d times as many as".formatted(Math.round((double) now / before));
        }
        return percent > 0 ? "%d %% more than".formatted(percent) : "%d %% fewer than".formatted(-percent);
    }
}
