package sh.fanout.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.RateLimitPolicy;

/**
 * An event type as lists show it: without its schemas.
 *
 * @param version the version that was accepted last
 * @param description what the event means; empty if nobody said
 * @param stream which types share its order per key; its own id, unless it was given one
 * @param rateLimit how many events may be published in how much time; {@code null} for any number
 * @param deadLetters whether deliveries that give up are parked
 * @param services who has defined it, sorted
 * @param subscriptions who receives its events, by type or by pattern, sorted
 */
public record EventTypeSummary(
        String id,
        String version,
        String description,
        String stream,
        @Nullable RateLimitPolicy rateLimit,
        boolean deadLetters,
        List<String> services,
        List<String> subscriptions) {

    public EventTypeSummary {
        services = List.copyOf(services);
        subscriptions = List.copyOf(subscriptions);
    }
}
