package sh.fanout.examples.benchmark;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import sh.fanout.RateLimitAlgorithm;
import sh.fanout.RateLimitPolicy;
import sh.fanout.workflows.limit.LimiterUnreachableException;
import sh.fanout.workflows.limit.RateLimiter;
import sh.fanout.workflows.limit.Reservation;
import sh.fanout.workflows.limit.redis.RedisRateLimiter;

/**
 * Two processes of 16 threads against one limit of 100 per second: the most that any second saw, by Redis's clock.
 *
 * <p>The sliding window's own list has the last 100 times, and is read often enough to miss none. A bucket keeps no times;
 * there each process asks for the time after it was admitted, which adds the jitter of a round trip.
 */
final class LimiterTraffic {

    private static final int PROCESSES = 2;
    private static final int THREADS = 16;
    private static final int LIMIT = 100;
    private static final Duration WINDOW = Duration.ofSeconds(1);
    private static final Duration TIME = Duration.ofSeconds(60);
    private static final Duration READ_EVERY = Duration.ofMillis(100);
    private static final long MICROS = 1_000_000;

    private LimiterTraffic() {}

    static void print(String url) throws InterruptedException {
        var client = RedisClient.create(url);
        try (var connection = client.connect()) {
            for (var algorithm : RateLimitAlgorithm.values()) {
                var bus = "traffic-%s-%d".formatted(algorithm, System.currentTimeMillis());
                var processes = IntStream.range(0, PROCESSES)
                        .mapToObj(n -> start(url, bus, algorithm))
                        .toList();
                var times = watch(connection.sync(), bus, processes);
                report(algorithm, times.stream().mapToLong(it -> it));
            }
        } finally {
            client.shutdown();
        }
    }

    /** The times of all admissions. No two are the same: each takes Redis a microsecond and more. */
    private static SortedSet<Long> watch(RedisCommands<String, String> redis, String bus, List<Process> processes)
            throws InterruptedException {
        var times = new TreeSet<Long>();
        while (processes.stream().anyMatch(Process::isAlive)) {
            TimeUnit.NANOSECONDS.sleep(READ_EVERY.toNanos());
            for (var key : redis.keys(bus + "*")) {
                if (redis.type(key).equals("list")) {
                    redis.lrange(key, 0, -1).forEach(time -> times.add(Long.valueOf(time)));
                }
            }
        }
        return times;
    }

    /** One of the processes. */
    public static void main(String[] arguments) throws InterruptedException {
        var url = arguments[0];
        var bus = arguments[1];
        var algorithm = RateLimitAlgorithm.valueOf(arguments[2]);
        var policy = RateLimitPolicy.of(LIMIT, WINDOW).algorithm(algorithm);
        var client = RedisClient.create(url);
        try (var connection = client.connect();
                var limiter = RedisRateLimiter.open(url, bus)) {
            var redis = connection.sync();
            var threads = Executors.newFixedThreadPool(THREADS);
            var began = System.nanoTime();
            for (var i = 0; i < THREADS; i++) {
                threads.execute(() -> {
                    while (System.nanoTime() - began < TIME.toNanos()) {
                        if (admitted(limiter, policy) && algorithm == RateLimitAlgorithm.TOKEN_BUCKET) {
                            var time = redis.time();
                            redis.rpush(
                                    bus + "-times",
                                    time.get(0) + "%6s".formatted(time.get(1)).replace(' ', '0'));
                        }
                    }
                });
            }
            threads.shutdown();
            if (!threads.awaitTermination(2, TimeUnit.MINUTES)) {
                throw new IllegalStateException("the threads do not end");
            }
        } finally {
            client.shutdown();
        }
    }

    /** A hot bucket may not answer in time: its compare-and-set loses against the other threads again and again. */
    private static boolean admitted(RateLimiter limiter, RateLimitPolicy policy) {
        try {
            return limiter.tryReserve("hot", policy) instanceof Reservation.Admitted;
        } catch (LimiterUnreachableException e) {
            return false;
        }
    }

    private static Process start(String url, String bus, RateLimitAlgorithm algorithm) {
        var java = ProcessHandle.current().info().command().orElse("java");
        var path = System.getProperty("java.class.path");
        var command = List.of(java, "-cp", path, LimiterTraffic.class.getName(), url, bus, algorithm.name());
        try {
            return new ProcessBuilder(command).inheritIO().start();
        } catch (IOException e) {
            throw new IllegalStateException("cannot start " + command, e);
        }
    }

    private static void report(RateLimitAlgorithm algorithm, LongStream admissions) {
        var times = admissions.toArray();
        var seconds = (times[times.length - 1] - times[0]) / (double) MICROS;
        System.out.printf(
                "%s: %,d admitted in %.1f s, %.1f per second; at most %d in any second%n",
                algorithm, times.length, seconds, times.length / seconds, most(times));
    }

    private static int most(long[] times) {
        var most = 0;
        var first = 0;
        for (var i = 0; i < times.length; i++) {
            while (times[i] - times[first] >= MICROS) {
                first++;
            }
            most = Math.max(most, i - first + 1);
        }
        return most;
    }
}
