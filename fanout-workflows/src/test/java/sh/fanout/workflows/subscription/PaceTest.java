package sh.fanout.workflows.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import sh.fanout.RateLimitPolicy;

class PaceTest {

    private final Pace pace = Pace.of(RateLimitPolicy.of(4, Duration.ofMillis(40)));

    @Test
    void letsOneBeginPerInterval() {
        assertThat(pace.take(100)).isZero();
        assertThat(pace.take(100)).isEqualTo(10_000_000);
        assertThat(pace.take(5_000_100)).isEqualTo(5_000_000);
        assertThat(pace.take(10_000_100)).isZero();
        assertThat(pace.take(10_000_101)).isEqualTo(9_999_999);
    }

    @Test
    void letsAnotherBeginForOneThatDidNot() {
        assertThat(pace.take(100)).isZero();
        pace.giveBack();

        assertThat(pace.take(100)).isZero();
        assertThat(pace.take(100)).isEqualTo(10_000_000);
    }

    @Test
    void holdsNothingBackWithoutARate() {
        var free = Pace.of(null);

        assertThat(free.take(7)).isZero();
        assertThat(free.take(7)).isZero();
    }
}
