package sh.fanout.examples.benchmark;

import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import sh.fanout.RateLimitAlgorithm;
import sh.fanout.RateLimitPolicy;
import sh.fanout.workflows.limit.RateLimiter;
import sh.fanout.workflows.limit.redis.RedisRateLimiter;

/** Decisions per second on one hot key, beside the same round trip with a script that does nothing. */
final class LimiterSpeed {

    private static final int THREADS = 16;
    private static final int ROUNDS = 4;
    private static final Duration TIME = Duration.ofSeconds(3);
    private static final String BUS = "benchmark";

    private static final RateLimitPolicy USED_UP = RateLimitPolicy.of(100, Duration.ofHours(1));
    private static final RateLimitPolicy ALWAYS_FREE = RateLimitPolicy.of(1_000, Duration.ofMillis(1));
    private static final RateLimitPolicy BUCKET =
            RateLimitPolicy.of(100, Duration.ofHours(1)).algorithm(RateLimitAlgorithm.TOKEN_BUCKET);

    private LimiterSpeed() {}

    static void print(String url) throws InterruptedException {
        var client = RedisClient.create(url);
        try (var connection = client.connect();
                var limiter = RedisRateLimiter.open(url, BUS)) {
            var commands = connection.sync();
            for (var round = 1; round <= ROUNDS; round++) {
                var raw = perSecond(nothing(commands));
                System.out.printf("round %d, %d threads: EVALSHA of a no-op %,.0f/s%n", round, THREADS, raw);
                compare("  refused", perSecond(decide(limiter, USED_UP)), raw);
                compare("  admitted", perSecond(decide(limiter, ALWAYS_FREE)), raw);
                compare("  Bucket4j, refused", perSecond(decide(limiter, BUCKET)), raw);
            }
            printSize(commands, limiter, 100);
            printSize(commands, limiter, 10_000);
        } finally {
            client.shutdown();
        }
    }

    private static Runnable nothing(RedisCommands<String, String> redis) {
        var sha = redis.scriptLoad("return 0".getBytes(StandardCharsets.UTF_8));
        var keys = new String[] {"benchmark/nothing"};
        return () -> redis.evalsha(sha, ScriptOutputType.INTEGER, keys, "100", "3600000000", "now");
    }

    private static Runnable decide(RateLimiter limiter, RateLimitPolicy policy) {
        return () -> limiter.tryReserve("hot", policy);
    }

    private static double perSecond(Runnable call) throws InterruptedException {
        var threads = Executors.newFixedThreadPool(THREADS);
        var calls = new LongAdder();
        var began = System.nanoTime();
        for (var i = 0; i < THREADS; i++) {
            threads.execute(() -> {
                while (System.nanoTime() - began < TIME.toNanos()) {
                    call.run();
                    calls.increment();
                }
            });
        }
        threads.shutdown();
        if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("the threads do not end");
        }
        return calls.sum() * 1e9 / (System.nanoTime() - began);
    }

    private static void compare(String what, double perSecond, double raw) {
        System.out.printf("%s %,.0f/s, %.0f %%%n", what, perSecond, 100 * perSecond / raw);
    }

    private static void printSize(RedisCommands<String, String> redis, RateLimiter limiter, int limit) {
        var policy = RateLimitPolicy.of(limit, Duration.ofHours(1));
        for (var i = 0; i < limit; i++) {
            limiter.tryReserve("size", policy);
        }
        redis.keys(BUS + "*size*%d-per*".formatted(limit))
                .forEach(key -> System.out.printf("limit %,d, full: %,d bytes%n", limit, redis.memoryUsage(key)));
    }
}
