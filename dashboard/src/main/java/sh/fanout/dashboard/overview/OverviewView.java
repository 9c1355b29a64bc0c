package sh.fanout.dashboard.overview;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import sh.fanout.dashboard.page.Range;

/**
 * What the overview shows.
 *
 * @param before what had happened in as much time before
 * @param waiting what waits longest; {@code null} if nothing does
 * @param tellsWaiting whether the server tells what waits at all
 * @param blocked how many keys a failure holds: what waits behind it is in no queue
 */
public record OverviewView(
        Range range,
        Instant now,
        Traffic traffic,
        Traffic.Step before,
        @Nullable Waiting waiting,
        boolean tellsWaiting,
        int blocked,
        long deadLetters,
        List<Concern> concerns) {

    public OverviewView {
        concerns = List.copyOf(concerns);
    }

    /** How many more or fewer were published than before; {@code null} if there were none. */
    public @Nullable String publishedChange() {
        return Change.words(traffic.total().published(), before.published());
    }

    public @Nullable String deliveredChange() {
        return Change.words(traffic.total().delivered(), before.delivered());
    }

    public @Nullable String failedChange() {
        return Change.words(traffic.total().failed(), before.failed());
    }

    /** How many deliveries an event led to, more or less; 0 without events. */
    public double deliveriesPerEvent() {
        var total = traffic.total();
        return total.published() == 0 ? 0 : (double) total.delivered() / total.published();
    }

    /** How many events a second, or a minute if they are few. */
    public String rate() {
        var perMinute = 60.0 * traffic.total().published() / range.length().toSeconds();
        return perMinute < 60
                ? String.format(Locale.ROOT, "%.1f per minute", perMinute)
                : String.format(Locale.ROOT, "%.1f per second", perMinute / 60);
    }
}
