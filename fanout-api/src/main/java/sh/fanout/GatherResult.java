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
}
