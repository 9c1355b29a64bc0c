package sh.fanout.subscription;

import sh.fanout.EventEnvelope;
import sh.fanout.PublishOptions;

/**
 * The operator's way to ask who receives an event, without publishing it: by the same code, and the catalog of the moment.
 *
 * <p>Nothing is counted against a limit, and nothing is logged. Safe for use by any number of threads.
 */
public interface Trials {

    /**
     * Says who would receive an event that is published now, by the newest version of its type. Within a consumer group the
     * choice is the event's own only if the options have an ordering key; without one it falls by the event's id.
     *
     * @throws sh.fanout.FanoutException ({@code FANOUT-101}) if nobody defined the type; ({@code FANOUT-103} or
     *     {@code FANOUT-104}) if the payload is no JSON that an event can have
     */
    Trial of(String eventType, String payload, PublishOptions options);

    /** Says who would receive an event that was published before, if it came now. */
    Trial of(EventEnvelope event);
}
