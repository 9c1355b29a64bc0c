package sh.fanout.log;

/** How far an event has come. */
public enum EventStatus {
    /** Accepted, and not to be delivered before some time. */
    SCHEDULED(0),
    /** Accepted; its recipients may not be known to the log yet. */
    ACCEPTED(1),
    /** The recipients are fixed and some have not settled. */
    DELIVERING(2),
    /** Every recipient has it, perhaps from a dead letter; or there was none. */
    DELIVERED(4),
    /** Every delivery is settled, and at least one failed; or has gone on as a dead letter since. */
    FAILED(3),
    /** Every delivery is settled, none failed, and at least one did not happen before the event's life ended. */
    EXPIRED(3),
    /** Taken back before any delivery began. */
    CANCELLED(3),
    /** The engine refused it at selection: its payload violates the schema, or nobody defined its type. */
    REJECTED(3);

    /** How many steps of progress there are. */
    static final int STEPS = 5;

    private final int progress;

    EventStatus(int progress) {
        this.progress = progress;
    }

    /** Whether somebody does not have the event, of those who should. */
    public boolean missesSomebody() {
        return this == FAILED || this == EXPIRED;
    }

    /** Whether nothing more will happen to the event by itself. */
    public boolean settled() {
        return progress >= FAILED.progress;
    }

    int progress() {
        return progress;
    }
}
