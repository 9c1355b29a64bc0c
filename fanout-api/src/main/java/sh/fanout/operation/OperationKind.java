package sh.fanout.operation;

/** What an operation does with each of its items. */
public enum OperationKind {
    /** Delivers a recorded event again. */
    REPLAY,
    /** Delivers a dead letter once more. */
    RETRY,
    /** Closes a dead letter. */
    DISCARD
}
