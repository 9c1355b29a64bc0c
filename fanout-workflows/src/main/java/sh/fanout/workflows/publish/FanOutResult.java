package sh.fanout.workflows.publish;

import java.util.List;

/**
 * What became of an event, as people read it in Temporal's Web UI.
 *
 * @param notDelivered the subscriptions that do not have it
 */
public record FanOutResult(int recipients, int delivered, List<String> notDelivered) {

    FanOutResult(int recipients, List<String> notDelivered) {
        this(recipients, recipients - notDelivered.size(), notDelivered);
    }
}
