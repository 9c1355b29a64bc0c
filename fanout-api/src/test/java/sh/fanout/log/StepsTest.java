package sh.fanout.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;

class StepsTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-24T12:34:56.789Z");

    @ParameterizedTest
    @CsvSource({
        "PT15M, PT10S, 90, 2026-11-24T12:20:00Z",
        "PT16M30S, PT10S, 99, 2026-11-24T12:18:30Z",
        "PT16M31S, PT10S, 100, 2026-11-24T12:18:20Z",
        "PT16M40S, PT15S, 67, 2026-11-24T12:18:15Z",
        "PT1H, PT1M, 60, 2026-11-24T11:35:00Z",
        "P1D, PT15M, 96, 2026-11-23T12:45:00Z",
        "P7D, PT2H, 84, 2026-11-17T14:00:00Z",
        "P30D, PT12H, 60, 2026-10-26T00:00:00Z"
    })
    void endsWithTheStepThatItIsNow(Duration range, Duration step, int steps, Instant from) {
        var last = Steps.last(range, NOW);

        assertThat(last).isEqualTo(new Steps(from, step, steps));
        assertThat(last.to()).isAfter(NOW).isBeforeOrEqualTo(NOW.plus(step));
        assertThat(Duration.between(last.from(), last.to())).isGreaterThanOrEqualTo(range);
    }

    @ParameterizedTest
    @CsvSource({
        "PT15M, PT30S, 30",
        "PT1H, PT2M, 30",
        "PT6H, PT15M, 24",
        "P1D, PT1H, 24",
        "P7D, PT6H, 28",
        "P30D, PT24H, 30"
    })
    void areFewerWhereThereIsNoRoomForMore(Duration range, Duration step, int steps) {
        var last = Steps.few(range, NOW);

        assertThat(last.length()).isEqualTo(step);
        assertThat(last.count()).isEqualTo(steps);
        assertThat(last.to()).isAfter(NOW).isBeforeOrEqualTo(NOW.plus(step));
    }

    @Test
    void areAsExactAsTheLog() {
        var steps = new Steps(NOON.plusNanos(1_999), Duration.ofNanos(5_999), 3);

        assertThat(steps.at(2)).isEqualTo(NOON.plusNanos(11_000));
        assertThat(steps.to()).isEqualTo(NOON.plusNanos(16_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT14M59S", "P30DT1S", "PT0S", "PT-1H"})
    void refusesARangeThatIsTooShortOrTooLong(Duration range) {
        assertThatExceptionOfType(FanoutException.class)
                .isThrownBy(() -> Steps.last(range, NOW))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST))
                .satisfies(e -> assertThat(e.hint()).contains("PT15M"));
    }
}
