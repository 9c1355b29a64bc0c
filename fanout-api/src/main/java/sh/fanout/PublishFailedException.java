package sh.fanout;

import org.jspecify.annotations.Nullable;

/**
 * Temporal did not confirm an event within the time-out.
 *
 * <p>{@link #mayHaveBeenAccepted()} tells the two cases apart: {@code false}, the event is certainly not published;
 * {@code true}, the answer was lost, and the event is published or not. With an idempotency key it may be published again
 * in any case; without one, look it up by {@link #eventId()}.
 */
public final class PublishFailedException extends FanoutException {

    private final String eventId;
    private final boolean mayHaveBeenAccepted;

    public PublishFailedException(EventEnvelope event, boolean mayHaveBeenAccepted, @Nullable Throwable cause) {
        super(
                ErrorCode.PUBLISH_FAILED,
                "Temporal did not confirm event %s of type '%s'%s."
                        .formatted(event.id(), event.type(), mayHaveBeenAccepted ? "; it may have been accepted" : ""),
                hint(event, mayHaveBeenAccepted),
                cause);
        this.eventId = event.id();
        this.mayHaveBeenAccepted = mayHaveBeenAccepted;
    }

    /** The id that the event has, if it was accepted. */
    public String eventId() {
        return eventId;
    }

    /** {@code false} if the event is certainly not published; {@code true} if it is published or not. */
    public boolean mayHaveBeenAccepted() {
        return mayHaveBeenAccepted;
    }

    private static String hint(EventEnvelope event, boolean mayHaveBeenAccepted) {
        if (!mayHaveBeenAccepted) {
            return "Nothing was published: check that Temporal runs, then publish again.";
        }
        return event.idempotencyKey() == null
                ? "Look the event up by its id before you publish it again."
                : "Publish it again with the same idempotency key: that does not fan it out twice.";
    }
}
