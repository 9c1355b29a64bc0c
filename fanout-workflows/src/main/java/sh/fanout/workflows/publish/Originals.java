package sh.fanout.workflows.publish;

import sh.fanout.EventEnvelope;
import sh.fanout.IdempotencyConflictException;
import sh.fanout.Publication;
import sh.fanout.workflows.temporal.FanoutJson;
import sh.fanout.workflows.temporal.History;
import sh.fanout.workflows.temporal.RunRef;
import tools.jackson.databind.JsonNode;

/**
 * Answers a publish whose fan-out there is already: started by the publish itself, if an answer was lost, or by the first
 * event with its idempotency key.
 */
final class Originals {

    private final History history;

    Originals(History history) {
        this.history = history;
    }

    /**
     * The receipt of the event that has started the fan-out.
     *
     * @throws IdempotencyConflictException if that is another one with another payload
     */
    Publication receipt(EventEnvelope event, RunRef fanOut) {
        var original = history.startArgument(fanOut, EventEnvelope.class);
        var duplicate = !original.id().equals(event.id());
        var key = event.idempotencyKey();
        if (duplicate && key != null && !samePayload(original, event)) {
            throw new IdempotencyConflictException(event.type(), key, original.id());
        }
        return new Publication(original.id(), fanOut.workflowId(), duplicate);
    }

    private static boolean samePayload(EventEnvelope one, EventEnvelope other) {
        return FanoutJson.MAPPER
                .readTree(one.payload())
                .equals(Originals::compareLeaves, FanoutJson.MAPPER.readTree(other.payload()));
    }

    /** Zero if two values that have no others in them are equal; numbers are, however they are written. */
    private static int compareLeaves(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue());
        }
        return one.equals(other) ? 0 : 1;
    }
}
