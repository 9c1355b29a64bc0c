package sh.fanout;

import org.jspecify.annotations.Nullable;

/** What one subscription made of an event. Immutable. */
public interface SubscriberResult {

    /** How far the delivery had come when the wait ended. */
    enum Status {
        /** The handler returned. */
        DELIVERED,
        /** The attempts are used up, or the handler rejected the event. */
        FAILED,
        /** The event's life ended first. */
        EXPIRED,
        /** The attempts are used up, and the ordering key waits for somebody to try again or to skip. */
        BLOCKED,
        /** Nothing is known yet: it waits, runs, or is tried again. */
        PENDING
    }

    Status status();

    /** Whether the handler returned. */
    default boolean ok() {
        return status() == Status.DELIVERED;
    }

    /** What the handler returned, as JSON text; {@code null} for nothing, when too large to keep, and if not {@link #ok()}. */
    @Nullable
    String output();

    /**
     * What the handler returned, read as a class; {@code null} as {@link #output()} is.
     *
     * @throws FanoutException ({@code FANOUT-113}) if it cannot be read as that class
     */
    <T> @Nullable T output(Class<T> type);

    /** Whether the handler returned more than the 65,536 characters of JSON that are kept: it went well, its output is gone. */
    boolean outputTooLarge();

    /** Why it failed, expired or is blocked: class, message and stack; or that the output was too large. Else {@code null}. */
    @Nullable
    String error();
}
