package sh.fanout.workflows.subscription;

import static java.util.Comparator.naturalOrder;

import io.temporal.api.workflowservice.v1.DescribeTaskQueueResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sh.fanout.subscription.Backlog;
import sh.fanout.subscription.Pause;

/**
 * How the queue of a subscription stands.
 *
 * @param backlog {@code null} if the server does not tell
 * @param pollers how many instances have polled it lately
 * @param lastPoll the last time one did; {@code null} for never
 */
public record QueueState(
        @Nullable Pause pause,
        @Nullable Backlog backlog,
        int pollers,
        @Nullable Instant lastPoll) {

    static QueueState of(DescribeTaskQueueResponse answer, Map<String, Instant> lastPolls) {
        return new QueueState(
                QueueSettings.pause(answer.getConfig()),
                backlog(answer),
                lastPolls.size(),
                lastPolls.values().stream().max(naturalOrder()).orElse(null));
    }

    QueueState with(@Nullable Pause pause) {
        return new QueueState(pause, backlog, pollers, lastPoll);
    }

    boolean isPausedBeyondItsEnd(Instant now) {
        return pause != null && pause.until() != null && !now.isBefore(pause.until());
    }

    /** What waits in a queue; {@code null} if the server does not tell. */
    static @Nullable Backlog backlog(DescribeTaskQueueResponse answer) {
        if (!answer.hasStats()) {
            return null;
        }
        var stats = answer.getStats();
        var age = stats.getApproximateBacklogAge();
        var oldest = Duration.ofSeconds(age.getSeconds(), age.getNanos());
        return new Backlog(stats.getApproximateBacklogCount(), oldest.isZero() ? null : oldest);
    }
}
