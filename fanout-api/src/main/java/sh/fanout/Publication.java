package sh.fanout;

/**
 * The receipt for an event that Temporal has stored.
 *
 * @param eventId the id of the event
 * @param workflowId the id of its fan-out in Temporal
 */
public record Publication(String eventId, String workflowId) {}
