package sh.fanout.dashboard.operations;

import sh.fanout.dashboard.page.State;
import sh.fanout.operation.OperationItem;
import sh.fanout.operation.OperationStatus;

/** How operations and their items are shown. */
public final class OperationStates {

    private OperationStates() {}

    public static State of(OperationStatus status) {
        return switch (status) {
            case PLANNING -> State.PLANNING;
            case DRAFT -> State.DRAFT;
            case RUNNING -> State.RUNNING;
            case PAUSED -> State.PAUSED;
            case COMPLETED -> State.DONE;
            case CANCELLED -> State.CANCELLED;
            case EXPIRED -> State.EXPIRED;
            case FAILED -> State.FAILED;
        };
    }

    public static State of(OperationItem.Status status) {
        return switch (status) {
            case PENDING -> State.WAITING;
            case DONE -> State.DONE;
            case FAILED -> State.FAILED;
            case SKIPPED -> State.SKIPPED;
        };
    }
}
