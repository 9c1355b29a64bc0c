package sh.fanout.workflows.publish;

import java.util.List;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.log.LoggedDelivery;

/**
 * What became of an event, as people read it in Temporal's Web UI.
 *
 * @param notDelivered the subscriptions that do not have it
 */
public record FanOutResult(int recipients, int delivered, List<String> notDelivered) {

    static FanOutResult of(List<LoggedDelivery> deliveries) {
        var failed = deliveries.stream()
                .filter(it -> it.status() != DeliveryStatus.DELIVERED)
                .map(LoggedDelivery::subscription)
                .toList();
        return new FanOutResult(deliveries.size(), deliveries.size() - failed.size(), failed);
    }
}
