package sh.fanout.workflows.publish;

import sh.fanout.EventEnvelope;
import sh.fanout.FanoutException;
import sh.fanout.IdempotencyConflictException;
import sh.fanout.workflows.schema.PayloadReader;
import sh.fanout.workflows.temporal.History;
import sh.fanout.workflows.temporal.RunRef;
import tools.jackson.databind.JsonNode;

/**
 * Finds the event of a fan-out that there is already: started by the publish itself, if an answer was lost, or by the first
 * event with its idempotency key.
 */
final class Originals {

    private final History history;

    Originals(History history) {
        this.history = history;
    }

    /**
     * The event that has started the fan-out.
     *
     * @throws IdempotencyConflictException if that is another one with another payload
     */
    EventEnvelope find(EventEnvelope event, RunRef fanOut) {
        var original = history.startArgument(fanOut, EventEnvelope.class);
        var key = event.idempotencyKey();
        if (key != null && !original.id().equals(event.id()) && !samePayload(original, event)) {
            throw new IdempotencyConflictException(event.type(), key, original.id());
        }
        return original;
    }

    private static boolean samePayload(EventEnvelope original, EventEnvelope accepted) {
        var payload = PayloadReader.read(accepted.type(), accepted.payload());
        try {
            return PayloadReader.read(original.type(), original.payload()).equals(Originals::compareLeaves, payload);
        } catch (FanoutException unreadable) {
            // Another program has started it, and it was rejected for that.
            return false;
        }
    }

    /** Zero if two values that have no others in them are equal; numbers are, however they are written. */
    private static int compareLeaves(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue());
        }
        return one.equals(other) ? 0 : 1;
    }
}
