package sh.fanout.dashboard.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sh.fanout.dashboard.page.Bar;
import sh.fanout.dashboard.page.Range;
import sh.fanout.log.EventCounts;
import sh.fanout.log.EventStatus;
import sh.fanout.log.Steps;

class HistogramTest {

    private static final Steps STEPS = new Steps(Instant.parse("2026-11-28T12:00:00Z"), Duration.ofMinutes(15), 4);

    @Test
    void stacksWhatFailedOnWhatWasDelivered() {
        var histogram = histogram(List.of(
                Map.of(EventStatus.DELIVERED, 6, EventStatus.FAILED, 1, EventStatus.REJECTED, 1),
                Map.of(),
                Map.of(EventStatus.DELIVERING, 4),
                Map.of()));

        assertThat(histogram.total()).isEqualTo(12);
        assertThat(histogram.columns().get(0).bars())
                .containsExactly(Bar.across("fill-calm", 0, 12, 24.85, 36), Bar.across("fill-dead", 0, 0, 24.85, 12));
        assertThat(histogram.columns().get(0).words()).isEqualTo("8 events, 2 failed");
        assertThat(histogram.columns().get(1).bars()).containsExactly(Bar.across("fill-wait", 50, 24, 24.85, 24));
    }

    @Test
    void isEmptyWithoutEvents() {
        assertThat(histogram(List.of(Map.of(), Map.of(), Map.of(), Map.of())).columns())
                .isEmpty();
    }

    @Test
    void staysInsideWhateverIsTooLowToBeSeen() {
        var histogram = histogram(
                List.of(Map.of(EventStatus.DELIVERED, 1_000_000, EventStatus.FAILED, 1), Map.of(), Map.of(), Map.of()));

        assertThat(histogram.columns().get(0).bars())
                .extracting(Bar::y)
                .allSatisfy(y -> assertThat(Double.parseDouble(y)).isNotNegative());
    }

    private static Histogram histogram(List<Map<EventStatus, Integer>> counts) {
        return Histogram.of(Range.HOUR, new EventCounts(STEPS, counts));
    }
}
