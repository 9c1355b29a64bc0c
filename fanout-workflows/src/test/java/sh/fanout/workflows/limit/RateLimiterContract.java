package sh.fanout.workflows.limit;

import static java.time.temporal.ChronoUnit.MICROS;
import static org.assertj.core.api.Assertions.assertThat;
import static sh.fanout.RateLimitAlgorithm.TOKEN_BUCKET;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import sh.fanout.RateLimitAlgorithm;
import sh.fanout.RateLimitPolicy;

/** What every {@link RateLimiter} promises, on a clock that stands still unless the test moves it. */
public abstract class RateLimiterContract {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final RateLimitPolicy THREE_A_MINUTE = RateLimitPolicy.of(3, MINUTE);

    private RateLimiter limiter;

    /** Opens the limiter of this test, which has counted nothing. */
    protected abstract RateLimiter open();

    /** Moves the limiter's clock. */
    protected abstract void elapse(Duration time);

    @BeforeEach
    void openLimiter() {
        limiter = open();
    }

    @AfterEach
    void closeLimiter() {
        // Null when there is no store to test against.
        if (limiter != null) {
            limiter.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void letsTheWholeLimitPassAtOnceAndNoMore(RateLimitAlgorithm algorithm) {
        var policy = THREE_A_MINUTE.algorithm(algorithm);

        assertThat(IntStream.range(0, 3).mapToObj(n -> limiter.tryReserve("a", policy)))
                .allSatisfy(RateLimiterContract::assertAdmitted);
        assertThat(limiter.tryReserve("a", policy)).isInstanceOf(Reservation.Refused.class);
    }

    @Test
    void freesASlotExactlyAWindowAfterItWasTaken() {
        admit(1, "a", THREE_A_MINUTE);
        elapse(Duration.ofSeconds(10));
        admit(2, "a", THREE_A_MINUTE);

        assertRefused(Duration.ofSeconds(50), "a", THREE_A_MINUTE);
        elapse(Duration.ofMillis(49_980));
        assertRefused(Duration.ofMillis(20), "a", THREE_A_MINUTE);
        elapse(Duration.of(19_999, MICROS));
        assertRefused(Duration.of(1, MICROS), "a", THREE_A_MINUTE);
        elapse(Duration.of(1, MICROS));
        admit(1, "a", THREE_A_MINUTE);
        assertRefused(Duration.ofSeconds(10), "a", THREE_A_MINUTE);
    }

    @Test
    void takesNoSlotWhenItRefuses() {
        admit(3, "a", THREE_A_MINUTE);
        for (var second = 0; second < 60; second++) {
            assertRefused(Duration.ofSeconds(60 - second), "a", THREE_A_MINUTE);
            elapse(Duration.ofSeconds(1));
        }

        admit(3, "a", THREE_A_MINUTE);
    }

    @Test
    void reservesSlotsInTheFutureWhichCountForAll() {
        admit(1, "a", THREE_A_MINUTE);
        elapse(Duration.ofSeconds(20));

        var waits = IntStream.range(0, 6).mapToObj(n -> limiter.reserve("a", THREE_A_MINUTE));

        assertThat(waits).extracting(Duration::toSeconds).containsExactly(0L, 0L, 40L, 60L, 60L, 100L);
        assertRefused(Duration.ofMinutes(2), "a", THREE_A_MINUTE);
        elapse(Duration.ofMinutes(2));
        admit(2, "a", THREE_A_MINUTE);
        assertRefused(Duration.ofSeconds(40), "a", THREE_A_MINUTE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 13})
    void hasNoWindowAboveTheLimitAndWastesNone(int limit) {
        var random = new Random(limit);
        var policy = RateLimitPolicy.of(limit, MINUTE);
        var slots = new ArrayList<Duration>();
        var now = Duration.ZERO;
        for (var step = 0; step < 300; step++) {
            var wait = step < limit
                    ? Duration.ZERO
                    : max(now, slots.get(slots.size() - limit).plus(MINUTE)).minus(now);
            if (random.nextInt(4) == 0) {
                assertThat(limiter.reserve("a", policy)).isEqualTo(wait);
                slots.add(now.plus(wait));
            } else if (wait.isZero()) {
                admit(1, "a", policy);
                slots.add(now);
            } else {
                assertRefused(wait, "a", policy);
            }
            var pause = pause(random, wait);
            elapse(pause);
            now = now.plus(pause);
        }

        assertThat(IntStream.range(limit, slots.size()))
                .allSatisfy(n ->
                        assertThat(slots.get(n).minus(slots.get(n - limit))).isGreaterThanOrEqualTo(MINUTE));
    }

    private static Duration pause(Random random, Duration wait) {
        return switch (random.nextInt(6)) {
            case 0, 1 -> Duration.ZERO;
            case 2 -> wait;
            case 3 -> wait.isZero() ? Duration.of(1, MICROS) : wait.minus(1, MICROS);
            case 4 -> Duration.of(random.nextInt(5_000_000), MICROS);
            default -> Duration.of(random.nextInt(90_000_000), MICROS);
        };
    }

    @ParameterizedTest
    @EnumSource
    void countsEventTypesApart(RateLimitAlgorithm algorithm) {
        var policy = THREE_A_MINUTE.algorithm(algorithm);
        admit(3, "a", policy);

        admit(3, "b", policy);

        assertThat(limiter.tryReserve("a", policy)).isInstanceOf(Reservation.Refused.class);
    }

    @Test
    void countsEachPolicyFromNothing() {
        admit(3, "a", THREE_A_MINUTE);

        admit(4, "a", RateLimitPolicy.of(4, MINUTE));
        admit(3, "a", RateLimitPolicy.of(3, Duration.ofMinutes(2)));
        admit(3, "a", THREE_A_MINUTE.algorithm(TOKEN_BUCKET));

        assertRefused(MINUTE, "a", THREE_A_MINUTE);
    }

    @Test
    void admitsTheLimitHoweverManyAskAtOnce() throws Exception {
        var policy = RateLimitPolicy.of(100, MINUTE);
        var threads = Executors.newFixedThreadPool(8);
        try {
            Callable<Long> asking = () -> IntStream.range(0, 50)
                    .filter(n -> limiter.tryReserve("a", policy) instanceof Reservation.Admitted)
                    .count();
            var admitted = 0L;
            for (var answer : threads.invokeAll(List.of(asking, asking, asking, asking, asking, asking))) {
                admitted += answer.get();
            }

            assertThat(admitted).isEqualTo(100);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void refillsABucketEvenly() {
        var policy = THREE_A_MINUTE.algorithm(TOKEN_BUCKET);
        admit(3, "a", policy);

        assertRefused(Duration.ofSeconds(20), "a", policy);
        elapse(Duration.ofSeconds(19));
        assertRefused(Duration.ofSeconds(1), "a", policy);
        elapse(Duration.ofSeconds(1));
        admit(1, "a", policy);
        elapse(Duration.ofSeconds(40));
        admit(2, "a", policy);
        assertRefused(Duration.ofSeconds(20), "a", policy);
        elapse(Duration.ofHours(1));
        admit(3, "a", policy);
        assertRefused(Duration.ofSeconds(20), "a", policy);
    }

    @Test
    void reservesTokensInTheFutureWhichCountForAll() {
        var policy = THREE_A_MINUTE.algorithm(TOKEN_BUCKET);

        var waits = IntStream.range(0, 5).mapToObj(n -> limiter.reserve("a", policy));

        assertThat(waits).extracting(Duration::toSeconds).containsExactly(0L, 0L, 0L, 20L, 40L);
        assertRefused(MINUTE, "a", policy);
        elapse(MINUTE);
        admit(1, "a", policy);
    }

    @ParameterizedTest
    @EnumSource
    void takesTheSmallestAndTheLargestPolicies(RateLimitAlgorithm algorithm) {
        for (var limit : List.of(1, 1_000_000)) {
            for (var window : List.of(Duration.ofMillis(1), Duration.ofDays(31))) {
                var policy = new RateLimitPolicy(limit, window, algorithm);
                admit(1, "a", policy);
                assertThat(limiter.reserve("a", policy)).isBetween(Duration.ZERO, window);
            }
        }
    }

    private void admit(int count, String eventType, RateLimitPolicy policy) {
        for (var n = 0; n < count; n++) {
            assertAdmitted(limiter.tryReserve(eventType, policy));
        }
    }

    private static void assertAdmitted(Reservation reservation) {
        assertThat(reservation).isEqualTo(new Reservation.Admitted());
    }

    private void assertRefused(Duration retryAfter, String eventType, RateLimitPolicy policy) {
        assertThat(limiter.tryReserve(eventType, policy)).isEqualTo(new Reservation.Refused(retryAfter));
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
