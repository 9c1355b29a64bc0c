package sh.fanout.workflows.publish;

import java.util.List;
import sh.fanout.log.EventStatus;

/**
 * What became of an event, as people read it in Temporal's Web UI.
 *
 * @param status a settled one
 * @param notDelivered the subscriptions that do not have it
 */
public record FanOutResult(EventStatus status, int recipients, int delivered, List<String> notDelivered) {

    static final FanOutResult CANCELLED = new FanOutResult(EventStatus.CANCELLED, 0, List.of());

    FanOutResult(EventStatus status, int recipients, List<String> notDelivered) {
        this(status, recipients, recipients - notDelivered.size(), notDelivered);
    }
}
