package sh.fanout.dashboard.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sh.fanout.log.Attempt;
import sh.fanout.log.Attempt.Outcome;

class TextsTest {

    @ParameterizedTest
    @CsvSource({
        "PT0.000999S, < 1 ms",
        "PT0.001S, 1 ms",
        "PT0.999S, 999 ms",
        "PT4S, 4 s",
        "PT4.2S, 4.2 s",
        "PT14M, 14 min",
        "PT2H, 2 h",
        "P3D, 3 d"
    })
    void tellsADurationInOneUnit(Duration duration, String text) {
        assertThat(Texts.duration(duration)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"PT10S, 10 s", "PT1M, minute", "PT5M, 5 min", "PT1H, hour", "PT2H, 2 h", "PT24H, day"})
    void namesAStepByItsUnit(Duration step, String text) {
        assertThat(Texts.step(step)).isEqualTo(text);
    }

    @Test
    void showsTheBeginningOfAnErrorInWholeCharacters() {
        assertThat(Texts.firstLine("broken\n\tat there")).isEqualTo("broken");
        assertThat(Texts.firstLine("x".repeat(161))).hasSize(160).endsWith("x…");
        assertThat(Texts.firstLine("😀".repeat(100))).hasSize(159).endsWith("😀…");
    }

    @Test
    void doesNotClaimThatALostAttemptTookNoTime() {
        assertThat(Texts.ran(attempt(Outcome.LOST))).isEmpty();
        assertThat(Texts.ran(attempt(Outcome.RETURNED))).isEqualTo("< 1 ms");
    }

    private static Attempt attempt(Outcome outcome) {
        return new Attempt(1, Instant.EPOCH, 0, "w", outcome, null);
    }
}
