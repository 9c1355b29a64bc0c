package sh.fanout.workflows.publish;

import java.util.Optional;
import sh.fanout.ErrorCode;
import sh.fanout.EventEnvelope;
import sh.fanout.FanoutException;
import sh.fanout.workflows.temporal.Excerpt;
import sh.fanout.workflows.temporal.WorkflowIds;

/**
 * A key of an event that no workflow id can have in it.
 *
 * @param name what kind of key it is, in words
 * @param pointer where it is in the envelope
 */
record TooLongKey(String name, String pointer, String key) {

    static final String WHY =
            "with it a workflow id has more than %,d bytes, of which a character that is not seen takes up to nine"
                    .formatted(WorkflowIds.MAX_BYTES);

    /** The key that is too long, if one is. */
    static Optional<TooLongKey> of(EventEnvelope event, WorkflowIds ids) {
        var idempotencyKey = event.idempotencyKey();
        if (idempotencyKey != null && !WorkflowIds.fits(ids.event(event.type(), event.id(), idempotencyKey))) {
            return Optional.of(new TooLongKey("idempotency key", "/idempotencyKey", idempotencyKey));
        }
        var orderingKey = event.orderingKey();
        var stream = event.stream() == null ? event.type() : event.stream();
        if (orderingKey != null && !WorkflowIds.fits(ids.lane(stream, orderingKey))) {
            return Optional.of(new TooLongKey("ordering key", "/orderingKey", orderingKey));
        }
        return Optional.empty();
    }

    FanoutException refusal() {
        return new FanoutException(
                ErrorCode.INVALID_OPTION,
                "The %s '%s' is too long: %s.".formatted(name, Excerpt.quoted(key), WHY),
                "Use fewer or plainer characters, such as a hash of the key.");
    }
}
