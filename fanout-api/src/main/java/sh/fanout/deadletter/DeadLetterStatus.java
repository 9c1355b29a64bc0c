package sh.fanout.deadletter;

/** What has become of a dead letter. */
public enum DeadLetterStatus {
    /** It waits for somebody to act, or to expire. */
    PARKED,
    /** It is being delivered once more. */
    RETRYING,
    /** Its subscription has it. */
    DELIVERED,
    /** Somebody decided that it is not to be delivered. */
    DISCARDED,
    /** Nobody acted in time. */
    EXPIRED;

    /** Whether nothing more will happen to it. */
    public boolean closed() {
        return this != PARKED && this != RETRYING;
    }
}
