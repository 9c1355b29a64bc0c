package sh.fanout.workflows.limit.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static sh.fanout.RateLimitAlgorithm.TOKEN_BUCKET;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.RateLimitPolicy;
import sh.fanout.workflows.limit.RateLimiter;
import sh.fanout.workflows.limit.RateLimiterContract;
import sh.fanout.workflows.limit.Reservation;
import sh.fanout.workflows.testing.RealRedis;

class RedisRateLimiterTest extends RateLimiterContract {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final RateLimitPolicy TWO_A_MINUTE = RateLimitPolicy.of(2, MINUTE);

    private final String bus = UUID.randomUUID().toString();
    private final RealRedis redis = RealRedis.shared();

    @Override
    protected RateLimiter open() {
        redis.run("SET %s/clock 1800000000123456".formatted(bus));
        return open(SlidingWindowScript.TEXT.replace(
                "redis.call('TIME')", "{0, redis.call('GET', '%s/clock')}".formatted(bus)));
    }

    @Override
    protected void elapse(Duration time) {
        redis.run("INCRBY %s/clock %d".formatted(bus, TimeUnit.MICROSECONDS.convert(time)));
    }

    private RateLimiter openOnRealTime() {
        return open(SlidingWindowScript.TEXT);
    }

    private RateLimiter open(String script) {
        return new RedisRateLimiter(
                new RedisLink(redis.url(), PATIENCE, PATIENCE),
                bus,
                new SlidingWindowScript(script),
                new RemoteBuckets(new TestClock(), PATIENCE));
    }

    @Test
    void goesByTheClockOfRedis() {
        try (var limiter = openOnRealTime()) {
            var limit = RateLimitPolicy.of(1, MINUTE);
            var before = System.nanoTime();
            limiter.tryReserve("a", limit);
            var refused = (Reservation.Refused) limiter.tryReserve("a", limit);
            var passed = Duration.ofNanos(System.nanoTime() - before);

            assertThat(refused.retryAfter()).isBetween(MINUTE.minus(passed).minusMillis(50), MINUTE);
        }
    }

    @Test
    void countsAllInstancesTogether() throws InterruptedException {
        var limit = RateLimitPolicy.of(40, Duration.ofMillis(500));
        var traffic = new Traffic(limit);
        try (var one = openOnRealTime();
                var other = openOnRealTime()) {
            traffic.run(Duration.ofSeconds(3), one, one, one, one, other, other, other, other);
        }

        assertThat(traffic.most()).isLessThanOrEqualTo(40);
        assertThat(traffic.admitted()).isGreaterThan(40);
    }

    @Test
    void letsNobodyPassTooEarlyWhenTheClockIsSetBack() {
        var random = new Random(7);
        var slots = new ArrayList<Duration>();
        var now = Duration.ZERO;
        try (var limiter = open()) {
            for (var step = 0; step < 400; step++) {
                if (limiter.tryReserve("a", TWO_A_MINUTE) instanceof Reservation.Admitted) {
                    slots.add(now);
                }
                var pause = Duration.ofSeconds(random.nextInt(40));
                now = now.plus(pause);
                elapse(random.nextInt(5) == 0 ? pause.minusSeconds(30) : pause);
            }
        }

        assertThat(slots).hasSizeGreaterThan(50);
        assertThat(IntStream.range(2, slots.size()))
                .allSatisfy(
                        n -> assertThat(slots.get(n).minus(slots.get(n - 2))).isGreaterThanOrEqualTo(MINUTE));
    }

    @Test
    void forgetsNoSlotInTheFutureWhenTheClockIsSetBack() {
        try (var limiter = open()) {
            limiter.tryReserve("a", TWO_A_MINUTE);
            elapse(Duration.ofMinutes(10));
            limiter.tryReserve("a", TWO_A_MINUTE);
            elapse(Duration.ofMinutes(-5));

            var waits =
                    Stream.generate(() -> limiter.reserve("a", TWO_A_MINUTE)).limit(3);

            var lastCounts = waits.max(Duration::compareTo).orElseThrow().plus(MINUTE);
            assertThat(timeToLive(bus + "/limit/a/sliding_window/2-per-PT1M"))
                    .isBetween(lastCounts.minus(PATIENCE), lastCounts.plusMillis(1));
        }
    }

    @Test
    void keepsAsManySlotsAsTheLimitForAsLongAsTheyCount() {
        var key = bus + "/limit/order.created/sliding_window/2-per-PT1M";
        try (var limiter = open()) {
            for (var n = 0; n < 5; n++) {
                limiter.reserve("order.created", TWO_A_MINUTE);
            }

            assertThat(redis.run("LLEN " + key)).isEqualTo(":2");
            assertThat(timeToLive(key)).isBetween(Duration.ofMinutes(2), Duration.ofMillis(180_001));
        }
    }

    @Test
    void letsBucketsExpireToo() {
        var key = bus + "/limit/order.created/token_bucket/2-per-PT1M";
        try (var limiter = open()) {
            limiter.tryReserve("order.created", TWO_A_MINUTE.algorithm(TOKEN_BUCKET));

            assertThat(timeToLive(key)).isBetween(Duration.ofMillis(1), MINUTE);
        }
    }

    @Test
    void bringsItsScriptToARedisThatDoesNotKnowIt() {
        try (var limiter = open()) {
            limiter.tryReserve("a", TWO_A_MINUTE);
            redis.run("SCRIPT FLUSH");

            assertThat(limiter.tryReserve("a", TWO_A_MINUTE)).isInstanceOf(Reservation.Admitted.class);
            assertThat(limiter.tryReserve("a", TWO_A_MINUTE)).isInstanceOf(Reservation.Refused.class);
        }
    }

    @Test
    void saysWhereItCountsAndNotByWhichPassword() {
        try (var limiter = RedisRateLimiter.open("redis://me:sec%23ret@127.0.0.1:1/3?timeout=1s", bus)) {
            assertThat(limiter.describe()).isEqualTo("Redis at 127.0.0.1:1/3");
            assertThat(limiter.shared()).isTrue();
        }
        assertThatExceptionOfType(FanoutException.class)
                .isThrownBy(() -> RedisRateLimiter.open("rediss//me:#secret@localhost:6379", bus))
                .withMessageContaining("'localhost:6379'")
                .withMessageNotContaining("secret")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SETTING));
    }

    private Duration timeToLive(String key) {
        return Duration.ofMillis(Long.parseLong(redis.run("PTTL " + key).substring(1)));
    }

    /** The same clock as the script's. */
    private final class TestClock implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return Long.parseLong(redis.run("INCRBY %s/clock 0".formatted(bus)).substring(1)) * 1_000;
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
