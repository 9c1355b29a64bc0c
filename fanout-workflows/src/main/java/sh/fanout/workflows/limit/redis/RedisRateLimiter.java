package sh.fanout.workflows.limit.redis;

import io.github.bucket4j.TimeMeter;
import io.lettuce.core.SetArgs;
import java.time.Duration;
import java.util.Locale;
import sh.fanout.FanoutException;
import sh.fanout.RateLimitAlgorithm;
import sh.fanout.RateLimitPolicy;
import sh.fanout.workflows.limit.LimiterUnreachableException;
import sh.fanout.workflows.limit.RateLimiter;
import sh.fanout.workflows.limit.Reservation;

/**
 * Counts in Redis, for all processes of a bus together.
 *
 * <p>A sliding window goes by Redis's clock and never has more than its limit, to the microsecond; a clock that is set back
 * makes waits longer by as much. It takes 11 bytes per event of its limit, 11 MB at most. A token bucket goes by the clocks
 * of the processes, so they must agree. Keys expire once they say nothing any more. Slots are forgotten with the keys: by a
 * restart without persistence, by a failover to a replica that lags, by an eviction policy that takes these keys.
 *
 * <p>It opens while Redis is away, and connects, and connects again, in the background.
 */
public final class RedisRateLimiter implements RateLimiter {

    private static final Duration ANSWER_TIMEOUT = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final RedisLink link;
    private final String bus;
    private final RemoteSlots windows;
    private final RemoteSlots buckets;

    RedisRateLimiter(RedisLink link, String bus, RemoteSlots windows, RemoteSlots buckets) {
        this.link = link;
        this.bus = bus;
        this.windows = windows;
        this.buckets = buckets;
    }

    /**
     * Opens the limiter without waiting for Redis.
     *
     * @param url such as {@code redis://localhost:6379}, {@code rediss://user:password@host:6380/1} or
     *     {@code redis-sentinel://host1,host2/0#master}; Redis Cluster is not supported
     * @param bus keeps the counts of several buses in one Redis apart
     * @throws FanoutException ({@code FANOUT-010}) if the URL cannot be understood
     */
    public static RedisRateLimiter open(String url, String bus) {
        return new RedisRateLimiter(
                new RedisLink(url, ANSWER_TIMEOUT, PATIENCE),
                bus,
                new SlidingWindowScript(SlidingWindowScript.TEXT),
                new RemoteBuckets(TimeMeter.SYSTEM_MILLISECONDS, ANSWER_TIMEOUT.multipliedBy(2)));
    }

    @Override
    public Reservation tryReserve(String eventType, RateLimitPolicy policy) {
        var key = key(eventType, policy);
        return Reservation.after(link.ask(redis -> slots(policy).tryTake(redis, key, policy)));
    }

    @Override
    public Duration reserve(String eventType, RateLimitPolicy policy) {
        var key = key(eventType, policy);
        return link.ask(redis -> slots(policy).take(redis, key, policy));
    }

    private RemoteSlots slots(RateLimitPolicy policy) {
        return policy.algorithm() == RateLimitAlgorithm.SLIDING_WINDOW ? windows : buckets;
    }

    /** Such as {@code fanout/limit/order.created/sliding_window/100-per-PT1M}. */
    private String key(String eventType, RateLimitPolicy policy) {
        var algorithm = policy.algorithm().name().toLowerCase(Locale.ROOT);
        return bus + "/limit/" + eventType + "/" + algorithm + "/" + policy.limit() + "-per-" + policy.window();
    }

    /** Writes something, because a Redis that only answers, full or a replica, is of no use here. */
    @Override
    public boolean available() {
        try {
            return link.ask(redis -> redis.async()
                            .set(bus + "/limit", new byte[0], SetArgs.Builder.px(1))
                            .toCompletableFuture())
                    .equals("OK");
        } catch (LimiterUnreachableException e) {
            return false;
        }
    }

    @Override
    public boolean shared() {
        return true;
    }

    @Override
    public String describe() {
        return link.describe();
    }

    @Override
    public void close() {
        link.close();
    }
}
