package sh.fanout.workflows.operation;

import sh.fanout.operation.OperationAction;
import sh.fanout.operation.OperationStatus;

/**
 * What came of an act.
 *
 * @param done whether it is done
 * @param started whether the operation was ever started
 * @param status the operation's status by now
 * @param last the last thing that somebody did
 */
public record OperationActed(boolean done, boolean started, OperationStatus status, OperationAction last) {}
