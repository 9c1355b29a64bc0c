package sh.fanout.workflows.erasure;

import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.EventEnvelope;
import sh.fanout.log.LoggedDelivery;
import sh.fanout.log.LoggedEvent;
import sh.fanout.workflows.temporal.JsonWeight;

/**
 * An event that is to go.
 *
 * @param workflowId the id of its fan-out
 * @param key its ordering key; {@code null} if it has none
 * @param logged whether the log has it
 * @param subscriptions the subscriptions that it has a delivery to in the log
 */
public record FoundEvent(
        String type,
        String id,
        String workflowId,
        @Nullable String stream,
        @Nullable String key,
        boolean logged,
        List<String> subscriptions) {

    private static final int BARE = 100;
    private static final int BARE_SUBSCRIPTION = 3;

    // An erasure that an earlier version has begun leaves them out.
    public FoundEvent {
        subscriptions = subscriptions == null ? List.of() : List.copyOf(subscriptions);
    }

    static FoundEvent of(LoggedEvent event) {
        var envelope = event.envelope();
        return new FoundEvent(
                envelope.type(),
                envelope.id(),
                event.workflowId(),
                envelope.stream(),
                envelope.orderingKey(),
                true,
                event.deliveries().stream()
                        .map(LoggedDelivery::subscription)
                        .distinct()
                        .toList());
    }

    /** An event that the log does not have. */
    static FoundEvent of(EventEnvelope envelope, String workflowId) {
        return new FoundEvent(
                envelope.type(),
                envelope.id(),
                workflowId,
                envelope.stream(),
                envelope.orderingKey(),
                false,
                List.of());
    }

    /** About how many bytes it takes as JSON. */
    int weight() {
        return BARE
                + JsonWeight.of(type)
                + JsonWeight.of(id)
                + JsonWeight.of(workflowId)
                + JsonWeight.of(stream)
                + JsonWeight.of(key)
                + subscriptions.stream()
                        .mapToInt(it -> BARE_SUBSCRIPTION + JsonWeight.of(it))
                        .sum();
    }
}
