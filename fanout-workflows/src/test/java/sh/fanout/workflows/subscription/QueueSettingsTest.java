package sh.fanout.workflows.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.temporal.api.taskqueue.v1.ConfigMetadata;
import io.temporal.api.taskqueue.v1.RateLimit;
import io.temporal.api.taskqueue.v1.RateLimitConfig;
import io.temporal.api.taskqueue.v1.TaskQueueConfig;
import io.temporal.api.workflowservice.v1.UpdateTaskQueueConfigRequest.RateLimitUpdate;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import sh.fanout.RateLimitPolicy;
import sh.fanout.subscription.Pause;

class QueueSettingsTest {

    private static final RateLimitPolicy TWO_A_SECOND = RateLimitPolicy.of(120, Duration.ofMinutes(1));

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"2026-11-24T09:30:00Z", "2026-11-24T09:30:00.123456789Z"})
    void readsThePauseThatItWrote(@Nullable String end) {
        var until = end == null ? null : Instant.parse(end);
        for (var why : new String[] {"down", "until 2020-01-01T00:00:00Z: x", "paused: x", "two\nlines", ""}) {
            assertThat(QueueSettings.pause(kept(QueueSettings.paused(why, until))))
                    .isEqualTo(new Pause("alice", why, Instant.ofEpochSecond(7), until));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"incident 12", "", "paused", "paused until tomorrow"})
    void readsAPauseThatSomebodyMadeByOtherMeans(String reason) {
        var foreign = RateLimitUpdate.newBuilder()
                .setRateLimit(RateLimit.getDefaultInstance())
                .setReason(reason)
                .build();

        assertThat(QueueSettings.pause(kept(foreign)))
                .isEqualTo(new Pause("alice", reason, Instant.ofEpochSecond(7), null));
    }

    @Test
    void takesNoRateForAPause() {
        assertThat(QueueSettings.pause(TaskQueueConfig.getDefaultInstance())).isNull();
        assertThat(QueueSettings.pause(kept(QueueSettings.rate(TWO_A_SECOND, "as declared"))))
                .isNull();
        assertThat(QueueSettings.pause(kept(QueueSettings.rate(null, "resumed: x"))))
                .isNull();
    }

    @Test
    void knowsWhetherARateIsSet() {
        var none = RateLimitConfig.getDefaultInstance();
        var two = kept(QueueSettings.rate(TWO_A_SECOND, "as declared")).getQueueRateLimit();

        assertThat(two.getRateLimit().getRequestsPerSecond()).isEqualTo(2);
        assertThat(QueueSettings.has(two, TWO_A_SECOND)).isTrue();
        assertThat(QueueSettings.has(two, null)).isFalse();
        assertThat(QueueSettings.has(none, null)).isTrue();
        assertThat(QueueSettings.has(none, TWO_A_SECOND)).isFalse();
        assertThat(QueueSettings.has(two, RateLimitPolicy.of(121, Duration.ofMinutes(1))))
                .isFalse();
    }

    @Test
    void hasARateAboveZeroForTheSlowestLimit() {
        var slowest = QueueSettings.rate(RateLimitPolicy.of(1, Duration.ofDays(31)), "as declared");

        assertThat(QueueSettings.pause(kept(slowest))).isNull();
    }

    /** What the server makes of an update. */
    private static TaskQueueConfig kept(RateLimitUpdate update) {
        var kept = RateLimitConfig.newBuilder()
                .setMetadata(ConfigMetadata.newBuilder()
                        .setReason(update.getReason())
                        .setUpdateIdentity("alice")
                        .setUpdateTime(Timestamp.newBuilder().setSeconds(7)));
        if (update.hasRateLimit()) {
            kept.setRateLimit(update.getRateLimit());
        }
        return TaskQueueConfig.newBuilder().setQueueRateLimit(kept).build();
    }
}
