package sh.fanout.workflows.limit.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.github.bucket4j.TimeMeter;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import sh.fanout.RateLimitAlgorithm;
import sh.fanout.RateLimitPolicy;
import sh.fanout.workflows.limit.LimiterUnreachableException;
import sh.fanout.workflows.limit.OutagePolicy;
import sh.fanout.workflows.limit.RateLimiter;
import sh.fanout.workflows.limit.Reservation;
import sh.fanout.workflows.limit.ResilientRateLimiter;
import sh.fanout.workflows.testing.Forwarder;
import sh.fanout.workflows.testing.RealRedis;

/** The limiter while its Redis is away, as an engine has it. */
class RedisOutageTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Reservation ADMITTED = new Reservation.Admitted();

    @ParameterizedTest
    @MethodSource("outages")
    void answersInTimeByItsPolicyAndComesBack(Outage outage) {
        try (var redis = RealRedis.start();
                var open = limiter(redis, OutagePolicy.FAIL_OPEN);
                var closed = limiter(redis, OutagePolicy.FAIL_CLOSED);
                var local = limiter(redis, OutagePolicy.LOCAL)) {
            awaitCounting(open);
            awaitCounting(closed);
            awaitCounting(local);

            outage.begins().accept(redis);
            for (var algorithm : RateLimitAlgorithm.values()) {
                var limit = RateLimitPolicy.of(1, Duration.ofMinutes(1)).algorithm(algorithm);
                assertPasses(open, limit);
                assertRefuses(closed, limit);
                assertCounts(local, limit);
            }
            assertThat(inTime(open::available)).isFalse();

            outage.ends().accept(redis);
            awaitCounting(open);
            awaitCounting(closed);
            awaitCounting(local);
        }
    }

    @Test
    void opensWhileRedisIsAwayAndCountsOnceItIsThere() {
        try (var redis = RealRedis.start()) {
            redis.kill();
            try (var limiter = limiter(redis, OutagePolicy.FAIL_CLOSED)) {
                assertRefuses(limiter, RateLimitPolicy.of(1, Duration.ofMinutes(1)));

                redis.restart();
                awaitCounting(limiter);
            }
        }
    }

    /** The old master keeps its connections, and answers on them as a replica for ever. */
    @ParameterizedTest
    @EnumSource
    void goesToTheNewMasterBehindTheSameAddress(RateLimitAlgorithm algorithm) throws IOException {
        try (var master = RealRedis.start();
                var replica = RealRedis.start();
                var way = new Forwarder(URI.create(master.url()));
                var limiter = patientLimiter("redis://" + way.authority())) {
            var limit = RateLimitPolicy.of(1_000, Duration.ofMinutes(1)).algorithm(algorithm);
            awaitCounting(limiter, limit);

            way.lead(URI.create(replica.url()));
            master.run("REPLICAOF " + URI.create(replica.url()).getAuthority().replace(':', ' '));
            assertThat(catchThrowable(() -> limiter.tryReserve("a", limit)))
                    .isInstanceOf(LimiterUnreachableException.class)
                    .rootCause()
                    .hasMessageContaining("READONLY");

            awaitCounting(limiter, limit);
        }
    }

    private static RateLimiter limiter(RealRedis redis, OutagePolicy policy) {
        return new ResilientRateLimiter(RedisRateLimiter.open(redis.url(), policy.name()), policy);
    }

    /** Every question of its is answered, also on a machine that has other work: it connects anew for nothing else. */
    private static RateLimiter patientLimiter(String url) {
        return new ResilientRateLimiter(
                new RedisRateLimiter(
                        new RedisLink(url, PATIENCE, Duration.ofSeconds(5)),
                        "patient",
                        new SlidingWindowScript(SlidingWindowScript.TEXT),
                        new RemoteBuckets(TimeMeter.SYSTEM_MILLISECONDS, PATIENCE)),
                OutagePolicy.FAIL_CLOSED);
    }

    private static void assertPasses(RateLimiter limiter, RateLimitPolicy limit) {
        for (var n = 0; n < 5; n++) {
            assertThat(inTime(() -> limiter.tryReserve("a", limit))).isEqualTo(ADMITTED);
        }
        assertThat(inTime(() -> limiter.reserve("a", limit))).isZero();
    }

    private static void assertRefuses(RateLimiter limiter, RateLimitPolicy limit) {
        for (var n = 0; n < 5; n++) {
            assertThat(inTime(() -> catchThrowable(() -> limiter.tryReserve("a", limit))))
                    .isInstanceOf(LimiterUnreachableException.class);
        }
        assertThat(inTime(() -> catchThrowable(() -> limiter.reserve("a", limit))))
                .isInstanceOf(LimiterUnreachableException.class);
    }

    private static void assertCounts(RateLimiter limiter, RateLimitPolicy limit) {
        assertThat(inTime(() -> limiter.tryReserve("a", limit))).isEqualTo(ADMITTED);
        assertThat(inTime(() -> limiter.tryReserve("a", limit))).isInstanceOf(Reservation.Refused.class);
        assertThat(inTime(() -> limiter.reserve("a", limit))).isPositive();
    }

    /** Generous: what a call takes is 200 ms at most, but this machine may be busy. */
    private static <T> T inTime(Supplier<T> call) {
        return assertTimeout(Duration.ofSeconds(10), call::get);
    }

    /** Returns once the store answers for the limiter again. */
    private static void awaitCounting(RateLimiter limiter) {
        awaitCounting(limiter, RateLimitPolicy.of(1_000, Duration.ofMinutes(1)));
    }

    private static void awaitCounting(RateLimiter limiter, RateLimitPolicy limit) {
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(LimiterUnreachableException.class)
                .until(() -> {
                    var decisions = limiter.outageDecisions();
                    limiter.tryReserve("b", limit);
                    return limiter.outageDecisions() == decisions && limiter.available();
                });
    }

    static Stream<Outage> outages() {
        return Stream.of(
                new Outage("killed, and restarted empty", RealRedis::kill, RealRedis::restart),
                new Outage("frozen", RealRedis::pause, RealRedis::resume),
                new Outage("full", run("CONFIG SET maxmemory 1"), run("CONFIG SET maxmemory 0")),
                new Outage("a replica", run("REPLICAOF 127.0.0.1 1"), run("REPLICAOF NO ONE")));
    }

    private static Consumer<RealRedis> run(String command) {
        return redis -> redis.run(command);
    }

    private record Outage(String name, Consumer<RealRedis> begins, Consumer<RealRedis> ends) {
        @Override
        public String toString() {
            return name;
        }
    }
}
