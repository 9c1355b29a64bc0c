package sh.fanout.workflows.catalog;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.OnFailure;
import sh.fanout.RateLimitPolicy;
import sh.fanout.subscription.SubscriptionLimits;

/**
 * What one build of a service tells the bus about itself.
 *
 * @param service the name of the service
 * @param build its build; all instances of one build declare the same code, though perhaps not the same parts of it
 * @param types the event types that it defines
 * @param subscriptions what it subscribes to
 * @param log where it keeps the event log
 */
public record Declaration(String service, String build, List<Type> types, List<Subscriber> subscriptions, LogHome log) {

    public Declaration {
        types = List.copyOf(types);
        subscriptions = List.copyOf(subscriptions);
    }

    /**
     * One version of an event type.
     *
     * @param stream which types share its order
     * @param rateLimit how many events may be published in how much time; {@code null} for any number
     * @param dlq whether deliveries that give up are parked
     * @param place where it is written, for people
     */
    public record Type(
            String id,
            String version,
            String description,
            String schema,
            String schemaHash,
            String stream,
            @Nullable RateLimitPolicy rateLimit,
            boolean dlq,
            String place) {}

    /**
     * One subscription.
     *
     * @param events whose events: a type, or a pattern
     * @param filter which of these events, as JSON; {@code null} for all
     * @param group the consumer group, if it is in one
     * @param limits how fast
     * @param onFailure what becomes of the events behind a keyed one that failed
     * @param timeout how long an attempt may run
     * @param place where it is written, for people
     */
    public record Subscriber(
            String id,
            String events,
            @Nullable String filter,
            @Nullable String group,
            SubscriptionLimits limits,
            OnFailure onFailure,
            Duration timeout,
            String place) {}

    /**
     * A store of the event log.
     *
     * @param identity tells it from every other store
     * @param description where it is, for people
     * @param shared whether every instance can reach it
     * @param exclusive whether the instance vouches for being the only one, so that no other store matters
     */
    public record LogHome(String identity, String description, boolean shared, boolean exclusive) {}
}
