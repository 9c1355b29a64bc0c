package sh.fanout.workflows.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sh.fanout.operation.OperationItem;

/**
 * What has become of an item of an operation.
 *
 * @param operation the operation id
 * @param number the item's place in the operation
 * @param status anything but pending
 * @param reason why it failed or was left out; {@code null} if it is done
 */
public record ItemOutcome(
        String operation,
        long number,
        OperationItem.Status status,
        @Nullable String reason,
        Instant settled) {}
