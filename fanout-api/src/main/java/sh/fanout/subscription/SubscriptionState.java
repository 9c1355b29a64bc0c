package sh.fanout.subscription;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A subscription, as the bus has declared it and as its queue stands.
 *
 * @param id the id of the subscription
 * @param events the id of the event type that it wants, or a pattern
 * @param filter which of these events, as JSON; {@code null} for all
 * @param consumerGroup the group of which one member receives each event; {@code null} for none
 * @param service the service that has its handler
 * @param limits how fast it takes its deliveries
 * @param status what it is doing, in one word
 * @param pause who holds it back, whatever else its status is; {@code null} if nobody does
 * @param backlog what waits in its queue; {@code null} if the server does not tell, as the embedded one
 * @param pollers how many instances have asked for deliveries in the last minutes, as far as the server remembers
 * @param lastPoll when the last of them did, which a waiting one does about once a minute; {@code null} for never
 */
public record SubscriptionState(
        String id,
        String events,
        @Nullable String filter,
        @Nullable String consumerGroup,
        String service,
        SubscriptionLimits limits,
        SubscriptionStatus status,
        @Nullable Pause pause,
        @Nullable Backlog backlog,
        int pollers,
        @Nullable Instant lastPoll) {}
