package sh.fanout.workflows.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sh.fanout.ErrorCode;
import sh.fanout.RateLimitPolicy;

class ResilientRateLimiterTest {

    private static final RateLimitPolicy ONE_A_MINUTE = RateLimitPolicy.of(1, Duration.ofMinutes(1));
    private static final Reservation ADMITTED = new Reservation.Admitted();

    private final AtomicLong nanoTime = new AtomicLong();
    private final FlakyLimiter store = new FlakyLimiter();

    @ParameterizedTest
    @EnumSource
    void passesOnWhatTheStoreSays(OutagePolicy policy) {
        var limiter = limiter(policy);

        assertThat(limiter.tryReserve("a", ONE_A_MINUTE)).isEqualTo(new Reservation.Refused(Duration.ofSeconds(7)));
        assertThat(limiter.reserve("a", ONE_A_MINUTE)).isEqualTo(Duration.ofSeconds(8));
        assertThat(limiter.outageDecisions()).isZero();
    }

    @Test
    void letsEventsPassWhenItFailsOpen() {
        var limiter = limiter(OutagePolicy.FAIL_OPEN);
        store.away = true;

        for (var n = 0; n < 3; n++) {
            assertThat(limiter.tryReserve("a", ONE_A_MINUTE)).isEqualTo(ADMITTED);
            assertThat(limiter.reserve("a", ONE_A_MINUTE)).isZero();
        }
        assertThat(limiter.outageDecisions()).isEqualTo(6);
    }

    @Test
    void refusesEventsWhenItFailsClosed() {
        var limiter = limiter(OutagePolicy.FAIL_CLOSED);
        store.away = true;

        for (var n = 0; n < 3; n++) {
            assertThatExceptionOfType(LimiterUnreachableException.class)
                    .isThrownBy(() -> limiter.tryReserve("a", ONE_A_MINUTE))
                    .withMessageContaining("a store for tests")
                    .withMessageContaining("the cable is out")
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMITER_UNREACHABLE))
                    .satisfies(e -> assertThat(e.hint()).contains("outage policy"));
            assertThatExceptionOfType(LimiterUnreachableException.class)
                    .isThrownBy(() -> limiter.reserve("a", ONE_A_MINUTE));
        }
        assertThat(limiter.outageDecisions()).isEqualTo(6);
    }

    @Test
    void countsByItselfWhenItIsLocal() {
        var limiter = limiter(OutagePolicy.LOCAL);
        store.away = true;

        assertThat(limiter.tryReserve("a", ONE_A_MINUTE)).isEqualTo(ADMITTED);
        assertThat(limiter.tryReserve("a", ONE_A_MINUTE)).isEqualTo(new Reservation.Refused(Duration.ofMinutes(1)));
        assertThat(limiter.reserve("a", ONE_A_MINUTE)).isEqualTo(Duration.ofMinutes(1));
        assertThat(limiter.outageDecisions()).isEqualTo(3);
    }

    @Test
    void asksAStoreThatIsAwayNowAndThenAndGoesBackToIt() {
        var limiter = limiter(OutagePolicy.FAIL_OPEN);
        store.away = true;
        limiter.tryReserve("a", ONE_A_MINUTE);
        limiter.tryReserve("a", ONE_A_MINUTE);
        assertThat(store.asked).isEqualTo(1);

        elapse(Duration.ofMillis(300));
        limiter.tryReserve("a", ONE_A_MINUTE);
        limiter.tryReserve("a", ONE_A_MINUTE);
        assertThat(store.asked).isEqualTo(2);

        store.away = false;
        assertThat(limiter.tryReserve("a", ONE_A_MINUTE)).isEqualTo(ADMITTED);
        elapse(Duration.ofMillis(300));
        assertThat(limiter.tryReserve("a", ONE_A_MINUTE)).isInstanceOf(Reservation.Refused.class);
        assertThat(limiter.tryReserve("a", ONE_A_MINUTE)).isInstanceOf(Reservation.Refused.class);
        assertThat(limiter.outageDecisions()).isEqualTo(5);
    }

    @Test
    void hidesNoOtherFailure() {
        var limiter = limiter(OutagePolicy.FAIL_OPEN);
        store.broken = true;

        assertThatIllegalStateException().isThrownBy(() -> limiter.tryReserve("a", ONE_A_MINUTE));
        assertThat(limiter.outageDecisions()).isZero();
    }

    @Test
    void saysWhatHappensDuringAnOutage() {
        assertThat(limiter(OutagePolicy.FAIL_OPEN).describe())
                .isEqualTo("a store for tests; while it is away, events pass without a limit");
    }

    private ResilientRateLimiter limiter(OutagePolicy policy) {
        return new ResilientRateLimiter(store, policy, nanoTime::get);
    }

    private void elapse(Duration time) {
        nanoTime.addAndGet(time.toNanos());
    }

    /** Refuses everything, unless it is away. */
    private static final class FlakyLimiter implements RateLimiter {

        private boolean away;
        private boolean broken;
        private int asked;

        private Duration answer(Duration wait) {
            asked++;
            if (broken) {
                throw new IllegalStateException("a bug");
            }
            if (away) {
                throw new LimiterUnreachableException(describe(), new IllegalStateException("the cable is out"));
            }
            return wait;
        }

        @Override
        public Reservation tryReserve(String eventType, RateLimitPolicy policy) {
            return new Reservation.Refused(answer(Duration.ofSeconds(7)));
        }

        @Override
        public Duration reserve(String eventType, RateLimitPolicy policy) {
            return answer(Duration.ofSeconds(8));
        }

        @Override
        public boolean available() {
            return !away;
        }

        @Override
        public boolean shared() {
            return true;
        }

        @Override
        public String describe() {
            return "a store for tests";
        }

        @Override
        public void close() {}
    }
}
