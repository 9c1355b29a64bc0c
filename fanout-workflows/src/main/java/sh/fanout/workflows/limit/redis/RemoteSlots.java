package sh.fanout.workflows.limit.redis;

import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import sh.fanout.RateLimitPolicy;

/** Takes slots in Redis, in one way of counting. */
interface RemoteSlots {

    /** Takes a slot if one is free now; the answer says how long until one is, so zero for a slot taken. */
    CompletableFuture<Duration> tryTake(
            StatefulRedisConnection<String, byte[]> redis, String key, RateLimitPolicy policy);

    /** Takes the next slot; the answer says how long until it is due. */
    CompletableFuture<Duration> take(StatefulRedisConnection<String, byte[]> redis, String key, RateLimitPolicy policy);
}
