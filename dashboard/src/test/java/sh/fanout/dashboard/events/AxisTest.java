package sh.fanout.dashboard.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
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
        assertThat(Axis.reaching(NOON, NOON.plus(needed)).length()).isEqualTo(length);
    }

    @ParameterizedTest
    @CsvSource({"PT0S,0", "PT2.5S,25", "PT10S,100", "PT-1S,0", "PT1M,100"})
    void placesTimesWithinItself(Duration after, double place) {
        var axis = Axis.reaching(NOON, NOON.plusSeconds(10));

        assertThat(axis.at(NOON.plus(after))).isEqualTo(place);
    }
}
