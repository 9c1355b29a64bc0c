package sh.fanout.log;

/** How far a delivery has come. */
public enum DeliveryStatus {
    /** Waiting for a worker, running, or waiting for the next attempt. */
    PENDING,
    /** The attempts are used up, and the ordering key waits for somebody to try again or to skip. */
    BLOCKED,
    /** The handler returned. */
    DELIVERED,
    /** The attempts are used up, or the handler rejected the event. */
    FAILED,
    /** The event's life ended first. */
    EXPIRED,
    /** No worker began with it in time, and another member of the consumer group has it instead. */
    PASSED_ON;

    /** Whether nothing more will happen to the delivery by itself. */
    public boolean settled() {
        return this != PENDING && this != BLOCKED;
    }
}
