package sh.fanout.workflows.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With how many items an operation may begin, and when. */
class PacerTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    @ParameterizedTest
    @ValueSource(doubles = {0.2, 1, 3.7, 50, 999})
    void holdsItsRateWithoutManyBeginnings(double rate) {
        var pacer = Pacer.of(rate, NOON);
        var now = NOON;
        var begun = 0L;
        var beginnings = 0;
        while (now.isBefore(NOON.plusSeconds(300))) {
            var allowed = pacer.allowed(now);
            if (allowed > 0) {
                pacer = pacer.begun((int) allowed, now);
                begun += allowed;
                beginnings++;
            }
            now = now.plus(pacer.pause(now));
        }

        assertThat(begun / 300.0).isCloseTo(rate, within(rate * 0.02 + 1 / 300.0));
        assertThat(beginnings).isLessThanOrEqualTo(302);
    }

    @Test
    void beginsWithOneAtOnce() {
        assertThat(Pacer.of(0.1, NOON).allowed(NOON)).isEqualTo(1);
        assertThat(Pacer.of(0.1, NOON).begun(1, NOON).pause(NOON)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void doesNotMakeUpForALongStandstill() {
        var pacer = Pacer.of(10.0, NOON).begun(1, NOON);

        assertThat(pacer.allowed(NOON.plusSeconds(3_600))).isEqualTo(20);
    }

    @Test
    void knowsNoBoundWithoutARate() {
        var pacer = Pacer.of(null, NOON).begun(1_000, NOON);

        assertThat(pacer.allowed(NOON)).isEqualTo(Long.MAX_VALUE);
        assertThat(pacer.pause(NOON)).isZero();
    }
}
