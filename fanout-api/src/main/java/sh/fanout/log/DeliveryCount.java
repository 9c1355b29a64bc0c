package sh.fanout.log;

/**
 * A number of an event's recipients whose deliveries have one status.
 *
 * @param status the status of their deliveries; of somebody who has the event from a replay or a retry, that they have it
 * @param recipients how many
 */
public record DeliveryCount(DeliveryStatus status, int recipients) {}
