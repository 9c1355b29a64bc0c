package sh.fanout.log;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import sh.fanout.EventEnvelope;
import sh.fanout.Violation;

/**
 * One event with all its deliveries, as the log has it.
 *
 * @param envelope the event as it was published
 * @param workflowId the id of its fan-out in Temporal
 * @param status how far it has come
 * @param accepted when Temporal accepted it, by the server's clock
 * @param settled when the last delivery settled; {@code null} before
 * @param position where it stands in the order of its stream and ordering key; {@code null} without one, or while unknown
 * @param recipients how many subscriptions receive it
 * @param passedOver which other subscriptions to its type do not, and why; empty while unknown
 * @param violations why it was rejected; else empty
 * @param deliveries one per recipient, one per member of a group that passed it on, and one per replay to a subscription, in
 *     the order of their subscription ids; empty while unknown
 */
public record LoggedEvent(
        EventEnvelope envelope,
        String workflowId,
        EventStatus status,
        Instant accepted,
        @Nullable Instant settled,
        @Nullable Long position,
        int recipients,
        List<PassedOver> passedOver,
        List<Violation> violations,
        List<LoggedDelivery> deliveries) {

    public LoggedEvent {
        passedOver = List.copyOf(passedOver);
        violations = List.copyOf(violations);
        deliveries = List.copyOf(deliveries);
    }

    /** What a list shows of it, but for its deliveries. */
    public EventSummary summary() {
        return new EventSummary(
                envelope.id(),
                envelope.type(),
                envelope.version(),
                envelope.orderingKey(),
                envelope.source(),
                envelope.tags(),
                status,
                accepted,
                settled,
                recipients,
                List.of());
    }

    /** The same about a more complete envelope. */
    public LoggedEvent withEnvelope(EventEnvelope complete) {
        return new LoggedEvent(
                complete,
                workflowId,
                status,
                accepted,
                settled,
                position,
                recipients,
                passedOver,
                violations,
                deliveries);
    }

    /** The same with these deliveries. */
    public LoggedEvent withDeliveries(List<LoggedDelivery> known) {
        return new LoggedEvent(
                envelope, workflowId, status, accepted, settled, position, recipients, passedOver, violations, known);
    }

    /** The same about an event that is being delivered like that. */
    public LoggedEvent underWay(List<LoggedDelivery> known) {
        return new LoggedEvent(
                envelope,
                workflowId,
                status == EventStatus.ACCEPTED ? EventStatus.DELIVERING : status,
                accepted,
                settled,
                position,
                recipients,
                passedOver,
                violations,
                known);
    }

    /** The same, each delivery changed. */
    public LoggedEvent eachDelivery(UnaryOperator<LoggedDelivery> change) {
        return withDeliveries(deliveries.stream().map(change).toList());
    }

    /** The same about an event whose run was ended from outside: what had not settled has failed. */
    public LoggedEvent ended(Instant when, String how) {
        return new LoggedEvent(
                envelope,
                workflowId,
                EventStatus.FAILED,
                accepted,
                when,
                position,
                recipients,
                passedOver,
                violations,
                deliveries.stream().map(it -> it.ended(when, how)).toList());
    }

    /**
     * The same about an event whose failed deliveries have all been made up for; empty if they have not, or nobody knows: its
     * run was ended before its recipients were.
     */
    public Optional<LoggedEvent> recovered() {
        var wanted = wanted();
        var everybody =
                recipients > 0 && wanted.size() >= recipients && wanted.stream().allMatch(this::hasIt);
        return status.missesSomebody() && everybody
                ? Optional.of(new LoggedEvent(
                        envelope,
                        workflowId,
                        EventStatus.DELIVERED,
                        accepted,
                        settled,
                        position,
                        recipients,
                        passedOver,
                        violations,
                        deliveries))
                : Optional.empty();
    }

    /** The subscriptions that are to have it; those of its replays included if the log does not know all of them. */
    private List<String> wanted() {
        var published = subscriptions(it -> it.replay() == null);
        return published.size() < recipients ? subscriptions(it -> true) : published;
    }

    private List<String> subscriptions(Predicate<LoggedDelivery> which) {
        return deliveries.stream()
                .filter(it -> it.status() != DeliveryStatus.PASSED_ON)
                .filter(which)
                .map(LoggedDelivery::subscription)
                .distinct()
                .toList();
    }

    private boolean hasIt(String subscription) {
        return deliveries.stream()
                .anyMatch(it -> it.subscription().equals(subscription) && it.status() == DeliveryStatus.DELIVERED);
    }

    /** Grows as the event proceeds: of two rows about one event the higher revision is the newer state. */
    public long revision() {
        var rounds = deliveries.stream().mapToInt(LoggedDelivery::round).max().orElse(0);
        return status.progress() + (long) EventStatus.STEPS * rounds;
    }
}
