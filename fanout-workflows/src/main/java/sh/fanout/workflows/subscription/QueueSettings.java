package sh.fanout.workflows.subscription;

import io.temporal.api.taskqueue.v1.RateLimit;
import io.temporal.api.taskqueue.v1.RateLimitConfig;
import io.temporal.api.taskqueue.v1.TaskQueueConfig;
import io.temporal.api.workflowservice.v1.UpdateTaskQueueConfigRequest.RateLimitUpdate;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import sh.fanout.RateLimitPolicy;
import sh.fanout.subscription.Pause;
import sh.fanout.workflows.temporal.ServerTime;

/**
 * A subscription's pause and rates as the settings that the server keeps for a queue. A pause is the rate 0, and its reason
 * is what operators read beside it in Temporal's own tools. Pure.
 */
final class QueueSettings {

    private static final String PAUSED = "paused";
    private static final Pattern PAUSE = Pattern.compile(PAUSED + "(?: until (\\S+))?: (.*)", Pattern.DOTALL);

    private QueueSettings() {}

    static RateLimitUpdate paused(String why, @Nullable Instant until) {
        var reason = until == null ? "%s: %s".formatted(PAUSED, why) : "%s until %s: %s".formatted(PAUSED, until, why);
        return RateLimitUpdate.newBuilder()
                .setRateLimit(RateLimit.newBuilder().setRequestsPerSecond(0))
                .setReason(reason)
                .build();
    }

    /** A rate, or none. */
    static RateLimitUpdate rate(@Nullable RateLimitPolicy policy, String reason) {
        var update = RateLimitUpdate.newBuilder().setReason(reason);
        if (policy != null) {
            update.setRateLimit(RateLimit.newBuilder().setRequestsPerSecond(perSecond(policy)));
        }
        return update.build();
    }

    static boolean has(RateLimitConfig setting, @Nullable RateLimitPolicy policy) {
        return policy == null
                ? !setting.hasRateLimit()
                : setting.hasRateLimit() && setting.getRateLimit().getRequestsPerSecond() == perSecond(policy);
    }

    /** The pause of a queue, by whatever means it was paused. */
    static @Nullable Pause pause(TaskQueueConfig config) {
        var setting = config.getQueueRateLimit();
        if (!setting.hasRateLimit() || setting.getRateLimit().getRequestsPerSecond() > 0) {
            return null;
        }
        var metadata = setting.getMetadata();
        var since = ServerTime.instant(metadata.getUpdateTime());
        var written = PAUSE.matcher(metadata.getReason());
        return written.matches()
                ? new Pause(metadata.getUpdateIdentity(), written.group(2), since, time(written.group(1)))
                : new Pause(metadata.getUpdateIdentity(), metadata.getReason(), since, null);
    }

    private static @Nullable Instant time(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            // Somebody's own words: a pause without an end is the safe reading.
            return null;
        }
    }

    private static float perSecond(RateLimitPolicy policy) {
        return (float) (policy.limit() * 1e9 / policy.window().toNanos());
    }
}
