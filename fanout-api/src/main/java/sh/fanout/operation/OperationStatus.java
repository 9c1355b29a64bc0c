package sh.fanout.operation;

/** How far an operation has come. */
public enum OperationStatus {
    /** Its items are being written down. */
    PLANNING,
    /** Its items are written down, and nothing is done before somebody starts it. */
    DRAFT,
    /** It works its items off. */
    RUNNING,
    /** It begins with no further item before somebody resumes it. */
    PAUSED,
    /** Every item is settled. */
    COMPLETED,
    /** Somebody ended it; what had begun has come to its own end. */
    CANCELLED,
    /** Nobody started the draft in time. */
    EXPIRED,
    /** Its items cannot be written down, or its run in Temporal was ended from outside. */
    FAILED;

    /** Whether nothing more will happen to it. */
    public boolean closed() {
        return compareTo(COMPLETED) >= 0;
    }
}
