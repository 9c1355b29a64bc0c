package sh.fanout.dashboard.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisTest {

    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "PT0S,PT0.1S",
        "PT0.1S,PT0.1S",
        "PT0.101S,PT0.2S",
        "PT8.4S,PT10S",
        "PT11M,PT20M",
        "PT25H,PT48H",
        "P9D,P16D"
    })
    void isARoundTimeLong(Duration needed, Duration length) {
        assertThat(Axis.over(List.of(new Span(NOON, NOON.plus(needed)))).length())
                .isEqualTo(length);
    }

    @ParameterizedTest
    @CsvSource({"PT0S,0", "PT2.5S,25", "PT10S,100", "PT-1S,0", "PT1M,100"})
    void placesTimesWithinItself(Duration after, double place) {
        var axis = axis(NOON.plusSeconds(10));

        assertThat(axis.at(NOON.plus(after))).isEqualTo(place);
    }

    @Test
    void leavesOutAPauseThatIsMostOfIt() {
        var late = NOON.plus(Duration.ofDays(3)).plusSeconds(4);
        var axis = Axis.over(List.of(
                Span.at(NOON),
                new Span(NOON, NOON.plusSeconds(4)),
                new Span(late, late.plusSeconds(2)),
                Span.at(NOON)));

        assertThat(axis.length()).isEqualTo(Duration.ofSeconds(10));
        assertThat(axis.at(NOON.plusSeconds(4))).isEqualTo(94 * 0.4);
        assertThat(axis.at(late)).isEqualTo(94 * 0.4 + 6);
        assertThat(axis.at(late.plusSeconds(2))).isEqualTo(94 * 0.6 + 6);
        assertThat(axis.skipped()).isEqualTo(new Axis.Break("37.60%", "40.60%", "43.60%", "6.00%", "3 d"));
        assertThat(axis.ticks()).extracting(Axis.Tick::text).containsExactly("0 s", "2 s", "4 s", "+2 s", "+4 s");
    }

    @Test
    void drawsAShortPauseAndOneThatIsNotMostOfIt() {
        assertThat(axis(NOON.plusSeconds(119)).cut()).isNull();
        var third = NOON.plus(Duration.ofHours(1));
        assertThat(Axis.over(List.of(
                                new Span(NOON, third),
                                new Span(third.plus(Duration.ofHours(1)), third.plus(Duration.ofHours(2)))))
                        .cut())
                .isNull();
    }

    private static Axis axis(Instant end) {
        return Axis.over(List.of(Span.at(NOON), Span.at(end)));
    }
}
