package sh.fanout.deadletter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as lists show it: without its event and its attempts.
 *
 * @param eventId the id of the event that was not delivered
 * @param eventType the type of that event
 * @param orderingKey the ordering key of that event; {@code null} if it has none
 * @param subscription whose delivery gave up
 * @param status what has become of it
 * @param group the group of those of its subscription that failed alike, which no letter of another subscription is in; stable
 *     across releases of Fanout
 * @param error class and message of the exception, or what else ended the delivery
 * @param application the service that ran the handler, and its build; {@code null} if no handler ran
 * @param parked when the delivery gave up first, by the server's clock
 * @param changed when it came into its status
 * @param expires when it expires unless somebody acts
 * @param round how often the event was delivered anew to the subscription
 */
public record DeadLetterSummary(
        String eventId,
        String eventType,
        @Nullable String orderingKey,
        String subscription,
        DeadLetterStatus status,
        String group,
        String error,
        @Nullable String application,
        Instant parked,
        Instant changed,
        Instant expires,
        int round) {

    DeadLetterSummary in(DeadLetterStatus newStatus, Instant since) {
        return new DeadLetterSummary(
                eventId,
                eventType,
                orderingKey,
                subscription,
                newStatus,
                group,
                error,
                application,
                parked,
                since,
                expires,
                round);
    }
}
