package sh.fanout.workflows.limit.redis;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.Base16;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import sh.fanout.RateLimitPolicy;

/** A list of the last slots, as many as the limit: the next one is due a window after the oldest of them. */
final class SlidingWindowScript implements RemoteSlots {

    // The list stays in order even when the clock is set back, so that its last slot says when the key may expire.
    // RPUSH comes first: a Redis without memory refuses it, and nothing has changed yet.
    static final String TEXT = """
            local slots, limit, window, later = KEYS[1], tonumber(ARGV[1]), tonumber(ARGV[2]), ARGV[3] == 'later'
            local time = redis.call('TIME')
            local now = time[1] * 1000000 + time[2]
            local full = redis.call('LLEN', slots) >= limit
            local due = full and math.max(now, redis.call('LINDEX', slots, 0) + window) or now
            if due > now and not later then
              return due - now
            end
            local last = redis.call('LINDEX', slots, -1)
            local slot = last and math.max(due, tonumber(last)) or due
            redis.call('RPUSH', slots, slot)
            if full then
              redis.call('LPOP', slots)
            end
            redis.call('PEXPIRE', slots, math.ceil((slot + window - now) / 1000) + 1)
            return due - now
            """;

    private static final byte[] NOW = "now".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LATER = "later".getBytes(StandardCharsets.US_ASCII);

    private final byte[] text;
    private final String digest;

    SlidingWindowScript(String text) {
        this.text = text.getBytes(StandardCharsets.UTF_8);
        this.digest = Base16.digest(this.text);
    }

    @Override
    public CompletableFuture<Duration> tryTake(
            StatefulRedisConnection<String, byte[]> redis, String key, RateLimitPolicy policy) {
        return run(redis, key, policy, NOW);
    }

    @Override
    public CompletableFuture<Duration> take(
            StatefulRedisConnection<String, byte[]> redis, String key, RateLimitPolicy policy) {
        return run(redis, key, policy, LATER);
    }

    private CompletableFuture<Duration> run(
            StatefulRedisConnection<String, byte[]> redis, String key, RateLimitPolicy policy, byte[] when) {
        var keys = new String[] {key};
        byte[][] args = {number(policy.limit()), number(TimeUnit.MICROSECONDS.convert(policy.window())), when};
        return redis.async()
                .<Long>evalsha(digest, ScriptOutputType.INTEGER, keys, args)
                .toCompletableFuture()
                .exceptionallyCompose(failure -> failure instanceof RedisNoScriptException
                        ? redis.async().eval(text, ScriptOutputType.INTEGER, keys, args)
                        : CompletableFuture.failedFuture(failure))
                .thenApply(micros -> Duration.of(micros, ChronoUnit.MICROS));
    }

    private static byte[] number(long number) {
        return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
    }
}
