package sh.fanout.dashboard.overview;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.dashboard.page.Range;

/**
 * What the overview shows.
 *
 * @param waiting what waits longest; {@code null} if nothing does
 * @param tellsWaiting whether the server tells what waits at all
 */
public record OverviewView(
        Range range,
        Instant now,
        Traffic traffic,
        @Nullable Waiting waiting,
        boolean tellsWaiting,
        long deadLetters,
        List<Concern> concerns) {

    public OverviewView {
        concerns = List.copyOf(concerns);
    }

    /** How many deliveries an event led to, more or less; 0 without events. */
    public double deliveriesPerEvent() {
        var total = traffic.total();
        return total.published() == 0 ? 0 : (double) total.delivered() / total.published();
    }

    public double publishedPerSecond() {
        return (double) traffic.total().published() / range.length().toSeconds();
    }
}
