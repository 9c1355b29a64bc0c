package sh.fanout.spring;

import java.util.List;
import org.springframework.util.ClassUtils;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.workflows.limit.MemoryRateLimiter;
import sh.fanout.workflows.limit.RateLimiter;
import sh.fanout.workflows.limit.ResilientRateLimiter;
import sh.fanout.workflows.limit.redis.RedisRateLimiter;

/** Opens what counts the events of limited types: Redis where it is configured, else this process. */
final class RateLimiters {

    private static final List<String> CLIENT =
            List.of("io.lettuce.core.RedisClient", "io.github.bucket4j.redis.lettuce.Bucket4jLettuce");

    private RateLimiters() {}

    static RateLimiter open(FanoutProperties.Limit limit, String bus) {
        var url = limit.redisUrl();
        if (url == null || url.isBlank()) {
            return new MemoryRateLimiter();
        }
        if (!CLIENT.stream().allMatch(it -> ClassUtils.isPresent(it, RateLimiters.class.getClassLoader()))) {
            throw new FanoutException(
                    ErrorCode.INVALID_SETTING,
                    "fanout.limit.redis-url is set, but the client of Redis is not on the class path.",
                    "Add the dependencies io.lettuce:lettuce-core and com.bucket4j:bucket4j_jdk17-lettuce, or remove the setting to count in each process.");
        }
        return new ResilientRateLimiter(RedisRateLimiter.open(url, bus), limit.onOutage());
    }
}
