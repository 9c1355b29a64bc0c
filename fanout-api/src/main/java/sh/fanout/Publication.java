package sh.fanout;

/**
 * The receipt for an event that Temporal has stored.
 *
 * @param eventId the id of the event; of a duplicate, that of the original
 * @param workflowId the id of its fan-out in Temporal
 * @param duplicate whether an event with the same idempotency key had been published before, so that nothing was now
 */
public record Publication(String eventId, String workflowId, boolean duplicate) {}
