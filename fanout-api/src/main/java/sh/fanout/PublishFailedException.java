package sh.fanout;

import org.jspecify.annotations.Nullable;

/**
 * Temporal did not confirm an event within the time-out.
 *
 * <p>{@link #mayHaveBeenAccepted()} tells the two cases apart: {@code false}, the event is certainly not published;
 * {@code true}, the answer was lost, and the event is published or not. Look it up by {@link #eventId()}.
 */
public final class PublishFailedException extends FanoutException {

    private final String eventId;
    private final boolean mayHaveBeenAccepted;

    public PublishFailedException(
            String eventType, String eventId, boolean mayHaveBeenAccepted, @Nullable Throwable cause) {
        super(
                ErrorCode.PUBLISH_FAILED,
                "Temporal did not confirm event %s of type '%s'%s."
                        .formatted(eventId, eventType, mayHaveBeenAccepted ? "; it may have been accepted" : ""),
                mayHaveBeenAccepted
                        ? "Look the event up by its id before you publish it again."
                        : "Nothing was published: check that Temporal runs, then publish again.",
                cause);
        this.eventId = eventId;
        this.mayHaveBeenAccepted = mayHaveBeenAccepted;
    }

    public String eventId() {
        return eventId;
    }

    public boolean mayHaveBeenAccepted() {
        return mayHaveBeenAccepted;
    }
}
