package sh.fanout.operation;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What has become of the items of an operation, or of those of one subscription.
 *
 * @param total how many there are
 * @param done how many were delivered, or discarded
 * @param failed how many were delivered in vain; they are dead letters, unless their type has none
 * @param skipped how many were left out, each with a reason
 * @param remaining how many have not settled
 * @param left how long it will take, at the rate of the items that settled so far; {@code null} if nobody can know
 */
public record OperationProgress(
        long total,
        long done,
        long failed,
        long skipped,
        long remaining,
        @Nullable Duration left) {

    /** The progress of an operation of whose items nobody has asked. */
    public static final OperationProgress UNKNOWN = new OperationProgress(0, 0, 0, 0, 0, null);
}
