package sh.fanout.log;

/**
 * How many recipients of an event are at one point.
 *
 * @param status the status of their deliveries; of somebody who has the event from a replay or a retry, that they have it
 * @param recipients how many
 */
public record DeliveryCount(DeliveryStatus status, int recipients) {}
