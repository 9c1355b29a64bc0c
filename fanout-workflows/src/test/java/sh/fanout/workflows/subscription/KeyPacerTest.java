package sh.fanout.workflows.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import sh.fanout.RateLimitPolicy;

class KeyPacerTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long NOW = Long.MIN_VALUE + 5;

    private final KeyPacer pacer = new KeyPacer(RateLimitPolicy.of(10, Duration.ofSeconds(10)));

    @Test
    void givesTheDeliveriesOfAKeyOneTurnAfterTheOther() {
        assertThat(pacer.untilTurn("a", "1", NOW)).isZero();
        assertThat(pacer.untilTurn("a", "2", NOW)).isEqualTo(Duration.ofSeconds(1));
        assertThat(pacer.untilTurn("a", "3", NOW)).isEqualTo(Duration.ofSeconds(2));
        assertThat(pacer.untilTurn("b", "4", NOW)).isZero();
    }

    @Test
    void keepsTheTurnOfADeliveryThatReturns() {
        pacer.untilTurn("a", "1", NOW);
        pacer.untilTurn("a", "2", NOW);

        assertThat(pacer.untilTurn("a", "2", NOW + SECOND / 2)).isEqualTo(Duration.ofMillis(500));
        assertThat(pacer.untilTurn("a", "3", NOW + SECOND / 2)).isEqualTo(Duration.ofMillis(1500));
        assertThat(pacer.untilTurn("a", "2", NOW + SECOND)).isZero();
        assertThat(pacer.untilTurn("a", "3", NOW + 5 * SECOND)).isZero();
    }

    @Test
    void savesNoTurnsUp() {
        pacer.untilTurn("a", "1", NOW);

        assertThat(pacer.untilTurn("a", "2", NOW + 60 * SECOND)).isZero();
        assertThat(pacer.untilTurn("a", "3", NOW + 60 * SECOND)).isEqualTo(Duration.ofSeconds(1));
    }
}
