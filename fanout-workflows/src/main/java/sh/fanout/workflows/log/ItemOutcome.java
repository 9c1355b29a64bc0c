package sh.fanout.workflows.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sh.fanout.operation.OperationItem;
import sh.fanout.workflows.temporal.Excerpt;

/**
 * What has become of an item of an operation.
 *
 * @param status anything but pending
 * @param reason why it failed or was left out; {@code null} if it is done
 */
public record ItemOutcome(
        ItemRef item, OperationItem.Status status, @Nullable String reason, Instant settled) {

    /** The name of the signal by which an operation hears of it, with the item's number. */
    public static final String SIGNAL = "settled";

    private static final int MAX_REASON = 500;

    public ItemOutcome {
        reason = reason == null ? null : Excerpt.of(reason, MAX_REASON);
    }

    public static ItemOutcome done(ItemRef item, Instant settled) {
        return new ItemOutcome(item, OperationItem.Status.DONE, null, settled);
    }

    public static ItemOutcome failed(ItemRef item, String reason, Instant settled) {
        return new ItemOutcome(item, OperationItem.Status.FAILED, reason, settled);
    }

    public static ItemOutcome skipped(ItemRef item, String reason, Instant settled) {
        return new ItemOutcome(item, OperationItem.Status.SKIPPED, reason, settled);
    }
}
