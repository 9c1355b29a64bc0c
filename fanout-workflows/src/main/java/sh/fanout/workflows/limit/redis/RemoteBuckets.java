package sh.fanout.workflows.limit.redis;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.AsyncBucketProxy;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import sh.fanout.RateLimitPolicy;
import sh.fanout.workflows.limit.TokenBucket;

/** The token buckets of Bucket4j in Redis. */
final class RemoteBuckets implements RemoteSlots {

    private static final Duration KEPT_WHEN_FULL = Duration.ofSeconds(10);

    private final TimeMeter clock;
    private final Duration timeout;

    /** @param timeout when to stop trying, which must be after the link has stopped waiting */
    RemoteBuckets(TimeMeter clock, Duration timeout) {
        this.clock = clock;
        this.timeout = timeout;
    }

    @Override
    public CompletableFuture<Duration> tryTake(
            StatefulRedisConnection<String, byte[]> redis, String key, RateLimitPolicy policy) {
        return bucket(redis, key, policy)
                .tryConsumeAndReturnRemaining(1)
                .thenApply(probe -> Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    @Override
    public CompletableFuture<Duration> take(
            StatefulRedisConnection<String, byte[]> redis, String key, RateLimitPolicy policy) {
        return bucket(redis, key, policy).consumeIgnoringRateLimits(1).thenApply(Duration::ofNanos);
    }

    private AsyncBucketProxy bucket(StatefulRedisConnection<String, byte[]> redis, String key, RateLimitPolicy policy) {
        var configuration = BucketConfiguration.builder()
                .addLimit(TokenBucket.bandwidth(policy))
                .build();
        return Bucket4jLettuce.casBasedBuilder(redis)
                .clientClock(clock)
                .requestTimeout(timeout)
                .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT_WHEN_FULL))
                .build()
                .asAsync()
                .getProxy(key, () -> CompletableFuture.completedFuture(configuration));
    }
}
