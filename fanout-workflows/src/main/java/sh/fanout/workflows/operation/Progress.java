package sh.fanout.workflows.operation;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sh.fanout.operation.Operation;
import sh.fanout.operation.OperationAction.Kind;
import sh.fanout.operation.OperationItem.Status;
import sh.fanout.operation.OperationProgress;
import sh.fanout.operation.OperationStatus;

/** What has become of items, from how many are in which status. Pure. */
final class Progress {

    private Progress() {}

    static Map<Status, Long> sum(Collection<Map<Status, Long>> all) {
        var sum = new EnumMap<Status, Long>(Status.class);
        all.forEach(counts -> counts.forEach((status, count) -> sum.merge(status, count, Long::sum)));
        return sum;
    }

    static OperationProgress of(Operation operation, Map<Status, Long> counts, Instant now) {
        var done = counts.getOrDefault(Status.DONE, 0L);
        var failed = counts.getOrDefault(Status.FAILED, 0L);
        var skipped = counts.getOrDefault(Status.SKIPPED, 0L);
        var remaining = counts.getOrDefault(Status.PENDING, 0L);
        return new OperationProgress(
                done + failed + skipped + remaining,
                done,
                failed,
                skipped,
                remaining,
                left(operation, done + failed, remaining, now));
    }

    /** At the rate of the items that have settled since the start, or before that, at the rate that was asked for. */
    private static @Nullable Duration left(Operation operation, long settled, long remaining, Instant now) {
        if (operation.status() != OperationStatus.RUNNING) {
            return null;
        }
        var started = operation.actions().stream()
                .filter(it -> it.kind() == Kind.START)
                .map(it -> it.when())
                .findFirst()
                .orElse(operation.changed());
        var seconds = Duration.between(started, now).toMillis() / 1_000.0;
        if (settled == 0 || seconds <= 0) {
            var rate = operation.pace().rate();
            return rate == null ? null : Duration.ofSeconds(Math.round(remaining / rate));
        }
        return Duration.ofSeconds(Math.round(remaining * seconds / settled));
    }
}
