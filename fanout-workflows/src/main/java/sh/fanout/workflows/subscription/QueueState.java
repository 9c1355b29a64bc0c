package sh.fanout.workflows.subscription;

import static java.util.Comparator.naturalOrder;

import io.temporal.api.taskqueue.v1.PollerInfo;
import io.temporal.api.taskqueue.v1.TaskQueueStats;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueResponse;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sh.fanout.subscription.Backlog;
import sh.fanout.subscription.Pause;
import sh.fanout.workflows.temporal.ServerTime;

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

    static QueueState of(DescribeTaskQueueResponse answer) {
        var lastPoll = answer.getPollersList().stream()
                .map(PollerInfo::getLastAccessTime)
                .map(ServerTime::instant)
                .max(naturalOrder())
                .orElse(null);
        return new QueueState(
                QueueSettings.pause(answer.getConfig()),
                answer.hasStats() ? backlog(answer.getStats()) : null,
                answer.getPollersCount(),
                lastPoll);
    }

    QueueState with(@Nullable Pause pause) {
        return new QueueState(pause, backlog, pollers, lastPoll);
    }

    boolean isPausedBeyondItsEnd(Instant now) {
        return pause != null && pause.until() != null && !now.isBefore(pause.until());
    }

    private static Backlog backlog(TaskQueueStats stats) {
        var age = stats.getApproximateBacklogAge();
        var oldest = Duration.ofSeconds(age.getSeconds(), age.getNanos());
        return new Backlog(stats.getApproximateBacklogCount(), oldest.isZero() ? null : oldest);
    }
}
