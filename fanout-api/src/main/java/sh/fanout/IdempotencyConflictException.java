package sh.fanout;

/**
 * An event whose idempotency key an earlier event of its type has, with another payload; nothing was published.
 *
 * <p>Two payloads are the same if they are as JSON values: the order of fields and the spelling of numbers do not matter.
 */
public final class IdempotencyConflictException extends FanoutException {

    private final String eventId;

    public IdempotencyConflictException(String eventType, String idempotencyKey, String eventId) {
        super(
                ErrorCode.IDEMPOTENCY_CONFLICT,
                "The idempotency key '%s' of the type '%s' stands for event %s, which has another payload."
                        .formatted(Excerpts.of(idempotencyKey), eventType, eventId),
                "Give what is another event another key; a correction of the payload is one.");
        this.eventId = eventId;
    }

    /** The id of the event that has the key. */
    public String eventId() {
        return eventId;
    }
}
