package sh.fanout.dashboard.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
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
        assertThat(histogram.bars()).extracting(Histogram.Bar::x).containsExactly("0.00%", "50.00%");
        assertThat(histogram.bars().get(0).parts())
                .containsExactly(new Histogram.Part("calm", "12.0", "36.0"), new Histogram.Part("dead", "0.0", "12.0"));
        assertThat(histogram.bars().get(0).words()).isEqualTo("8 events, 2 failed");
        assertThat(histogram.bars().get(1).parts()).containsExactly(new Histogram.Part("wait", "24.0", "24.0"));
    }

    @Test
    void isEmptyWithoutEvents() {
        assertThat(histogram(List.of(Map.of(), Map.of(), Map.of(), Map.of())).bars())
                .isEmpty();
    }

    @Test
    void staysInsideWhateverIsTooLowToBeSeen() {
        var histogram = histogram(
                List.of(Map.of(EventStatus.DELIVERED, 1_000_000, EventStatus.FAILED, 1), Map.of(), Map.of(), Map.of()));

        assertThat(histogram.bars().get(0).parts())
                .extracting(Histogram.Part::y)
                .allSatisfy(y -> assertThat(Double.parseDouble(y)).isNotNegative());
    }

    private static Histogram histogram(List<Map<EventStatus, Integer>> counts) {
        return Histogram.of(Range.HOUR, new EventCounts(STEPS, counts));
    }
}
