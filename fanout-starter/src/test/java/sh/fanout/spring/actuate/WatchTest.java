package sh.fanout.spring.actuate;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static sh.fanout.spring.actuate.Standings.subscription;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import sh.fanout.subscription.SubscriptionStatus;

class WatchTest {

    private static final Standing SEEN = Standings.of(subscription("ship", SubscriptionStatus.ABSENT));

    @Test
    void looksOnceForManyWhoAskAndNotBeforeSomebodyDoes() {
        var looks = new AtomicInteger();
        try (var watch = new Watch(() -> look(looks))) {
            assertThat(looks).hasValue(0);

            for (int i = 0; i < 100; i++) {
                assertThat(watch.recent()).isEqualTo(SEEN);
            }

            assertThat(looks).hasValue(1);
        }
    }

    private static Standing look(AtomicInteger looks) {
        looks.incrementAndGet();
        return SEEN;
    }

    @Test
    void neverWaitsForALookThatTakesLong() {
        var door = new CountDownLatch(1);
        try (var watch = new Watch(() -> {
            awaitUninterruptibly(door);
            return SEEN;
        })) {
            assertThat(watch.latest()).isEqualTo(Standing.NEVER);

            door.countDown();

            await().atMost(60, SECONDS).until(() -> watch.latest().equals(SEEN));
        }
    }

    private static void awaitUninterruptibly(CountDownLatch door) {
        try {
            door.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void looksAgainAfterALookThatFailedAndKnowsNothingInBetween() {
        var looks = new AtomicInteger();
        try (var watch = new Watch(
                () -> {
                    if (looks.incrementAndGet() == 1) {
                        throw new IllegalStateException("Temporal has just gone");
                    }
                    return SEEN;
                },
                Duration.ofMillis(10))) {
            watch.latest();

            await().atMost(60, SECONDS).until(() -> watch.latest().equals(SEEN.after(SEEN)));
        }
    }
}
