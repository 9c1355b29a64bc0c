package sh.fanout.dashboard.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class KeptTest {

    private static final Duration LONG = Duration.ofHours(1);

    private final AtomicInteger counted = new AtomicInteger();
    private final Kept<String, Integer> kept = new Kept<>();

    @Test
    void countsOnceForAllWhoAskInTime() {
        assertThat(kept.get("a", LONG, counted::incrementAndGet)).isEqualTo(1);
        assertThat(kept.get("a", LONG, counted::incrementAndGet)).isEqualTo(1);
        assertThat(kept.get("b", LONG, counted::incrementAndGet)).isEqualTo(2);
    }

    @Test
    void countsAgainWhenTheTimeIsOver() {
        kept.get("a", Duration.ZERO, counted::incrementAndGet);

        assertThat(kept.get("a", Duration.ZERO, counted::incrementAndGet)).isEqualTo(2);
    }

    @Test
    void keepsNoFailure() {
        assertThatIllegalStateException()
                .isThrownBy(() -> kept.get("a", LONG, () -> {
                    throw new IllegalStateException("the store is away");
                }));

        assertThat(kept.get("a", LONG, counted::incrementAndGet)).isEqualTo(1);
    }
}
