package sh.fanout.workflows.erasure;

import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.EventEnvelope;
import sh.fanout.log.LoggedDelivery;
import sh.fanout.log.LoggedEvent;

/**
 * An event that is to go.
 *
 * @param workflowId the id of its fan-out
 * @param key its ordering key; {@code null} if it has none
 * @param deliveries the ids of the deliveries that the log knows, each with its subscription
 */
public record FoundEvent(
        String type,
        String id,
        String workflowId,
        @Nullable String stream,
        @Nullable String key,
        List<Part> deliveries) {

    public FoundEvent {
        deliveries = List.copyOf(deliveries);
    }

    static FoundEvent of(LoggedEvent event) {
        var envelope = event.envelope();
        var deliveries = event.deliveries().stream().map(Part::of).toList();
        return new FoundEvent(
                envelope.type(),
                envelope.id(),
                event.workflowId(),
                envelope.stream(),
                envelope.orderingKey(),
                deliveries);
    }

    /** An event that the log does not have. */
    static FoundEvent of(EventEnvelope envelope, String workflowId) {
        return new FoundEvent(
                envelope.type(), envelope.id(), workflowId, envelope.stream(), envelope.orderingKey(), List.of());
    }

    /**
     * One of its deliveries.
     *
     * @param operation the operation that has replayed it; {@code null} for the first delivery
     */
    public record Part(String subscription, @Nullable String operation) {

        static Part of(LoggedDelivery delivery) {
            return new Part(delivery.subscription(), delivery.replay());
        }
    }
}
