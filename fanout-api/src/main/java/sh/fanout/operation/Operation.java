package sh.fanout.operation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bulk work on items that were written down before it began.
 *
 * @param id the operation id
 * @param plan what it does, and to what
 * @param status how far it has come
 * @param pace how fast it goes
 * @param created when it was asked for
 * @param changed when it came into its status
 * @param progress what has become of its items
 * @param actions what was done about it, oldest first, who asked for it being the first; of more than {@value #MAX_ACTIONS},
 *     that, the start and the last ones
 * @param problem why it is in its status, where that is not what somebody wanted; else {@code null}
 */
public record Operation(
        String id,
        OperationPlan plan,
        OperationStatus status,
        OperationPace pace,
        Instant created,
        Instant changed,
        OperationProgress progress,
        List<OperationAction> actions,
        @Nullable String problem) {

    /** How many actions are kept at most. */
    public static final int MAX_ACTIONS = 50;

    public Operation {
        actions = List.copyOf(actions);
    }

    /** The same with what has become of its items. */
    public Operation with(OperationProgress newProgress) {
        return new Operation(id, plan, status, pace, created, changed, newProgress, actions, problem);
    }

    /** The same in another status since some time; {@code why} if that is not what somebody wanted. */
    public Operation in(OperationStatus newStatus, @Nullable String why, Instant since) {
        return new Operation(id, plan, newStatus, pace, created, since, progress, actions, why);
    }

    /** The same at another pace. */
    public Operation at(OperationPace newPace) {
        return new Operation(id, plan, status, newPace, created, changed, progress, actions, problem);
    }

    /** The same after these actions. */
    public Operation after(List<OperationAction> all) {
        return new Operation(id, plan, status, pace, created, changed, progress, all, problem);
    }
}
