package sh.fanout.deadletter;

import sh.fanout.Event;

/**
 * The event that a delivery has given up and is parked: to be alerted, subscribe to it as to any other.
 *
 * <p>It is published if anybody subscribes when the letter is parked, once per letter and not again when a retry fails. A
 * dead letter of such an event is not announced. A pattern matches it only if it begins with {@code fanout.}.
 *
 * @param eventId the id of the event that was not delivered
 * @param eventType the type of that event
 * @param subscription whose delivery gave up
 * @param group the group of those of its subscription that failed alike
 * @param error class and message of the exception, or what else ended the delivery
 * @param attempts how many attempts were spent
 */
@Event(value = DeadLetterCreated.TYPE, description = "A delivery has given up and is parked as a dead letter.")
public record DeadLetterCreated(
        String eventId, String eventType, String subscription, String group, String error, int attempts) {

    /** The id of the event type. */
    public static final String TYPE = "fanout.dead-letter.created";
}
