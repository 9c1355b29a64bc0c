package sh.fanout;

import java.util.Map;

/**
 * What the subscriptions made of an event, as far as it was known when the wait ended.
 *
 * <p>Immutable. An event that had no recipients, or was taken back before it was delivered, has no results and is complete.
 */
public interface GatherResult {

    /** The event; with it the results can be {@linkplain Fanout#gather(String, java.time.Duration) picked up later}. */
    String eventId();

    /** Whether every recipient is done with the event, well or not: nothing in here changes any more by itself. */
    boolean complete();

    /** Whether the event was taken back, and delivered to nobody. */
    boolean cancelled();

    /**
     * One result per recipient, by subscription, in the order of their ids. A member of a consumer group that passed the
     * event on is not there; the one that has it instead is.
     */
    Map<String, SubscriberResult> results();

    /**
     * The result of one recipient.
     *
     * @throws FanoutException ({@code FANOUT-202}) if the subscription did not receive the event
     */
    default SubscriberResult from(String subscription) {
        var result = results().get(subscription);
        if (result == null) {
            throw new FanoutException(
                    ErrorCode.NOT_FOUND,
                    "Event %s has no result of '%s'.".formatted(eventId(), subscription),
                    results().isEmpty()
                            ? "Nobody received it."
                            : "These received it: %s."
                                    .formatted(String.join(", ", results().keySet())));
        }
        return result;
    }
}
