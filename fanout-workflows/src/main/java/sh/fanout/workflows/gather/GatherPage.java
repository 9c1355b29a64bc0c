package sh.fanout.workflows.gather;

import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;
import sh.fanout.Violation;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.log.EventStatus;
import sh.fanout.log.LoggedDelivery;
import sh.fanout.log.LoggedEvent;
import sh.fanout.workflows.delivery.DeliveriesPage;

/**
 * The results of an event as they are when its fan-out is asked, or a part of them.
 *
 * @param type the id of the event's type
 * @param complete whether every recipient was done with the event
 * @param cancelled whether the event was taken back
 * @param violations why it was rejected; empty if it was not
 * @param deliveries in the order of their subscriptions, without their attempts
 * @param next where the next page begins; {@code null} on the last one
 */
public record GatherPage(
        String type,
        boolean complete,
        boolean cancelled,
        List<Violation> violations,
        List<LoggedDelivery> deliveries,
        @Nullable String next) {

    /** The name of the query for it. */
    public static final String QUERY = "results";

    /** The more a delivery says of what a subscription has made of the event, the greater it is. */
    private static final Comparator<LoggedDelivery> BY_WORTH = Comparator.<LoggedDelivery, Boolean>comparing(
                    it -> it.status() == DeliveryStatus.DELIVERED)
            .thenComparing(LoggedDelivery::settled, Comparator.nullsFirst(Comparator.naturalOrder()));

    public GatherPage {
        violations = List.copyOf(violations);
        deliveries = List.copyOf(deliveries);
    }

    /**
     * The page after some subscription.
     *
     * @param all every delivery, in the order of their subscriptions
     * @param after {@code null} for the first page
     */
    public static GatherPage of(String type, boolean complete, List<LoggedDelivery> all, @Nullable String after) {
        var part =
                DeliveriesPage.of(all.stream().map(GatherPage::withoutAttempts).toList(), after);
        return new GatherPage(type, complete, false, List.of(), part.deliveries(), part.next());
    }

    /** The answer for an event that was refused when its recipients were selected. */
    public static GatherPage rejected(String type, List<Violation> violations) {
        return new GatherPage(type, true, false, violations, List.of(), null);
    }

    /** The answer for an event that was taken back. */
    public static GatherPage cancelled(String type) {
        return new GatherPage(type, true, true, List.of(), List.of(), null);
    }

    /** The whole answer for an event that the log has as settled. */
    static GatherPage of(LoggedEvent event) {
        return new GatherPage(
                event.envelope().type(),
                true,
                event.status() == EventStatus.CANCELLED,
                event.violations(),
                results(event.deliveries()),
                null);
    }

    /** One per subscription: a replay can have delivered what the fan-out could not, and spoils nothing by failing. */
    private static List<LoggedDelivery> results(List<LoggedDelivery> deliveries) {
        var results = new TreeMap<String, LoggedDelivery>();
        deliveries.stream()
                .filter(it -> it.status() != DeliveryStatus.PASSED_ON)
                .map(GatherPage::withoutAttempts)
                .forEach(it -> results.merge(it.subscription(), it, BinaryOperator.maxBy(BY_WORTH)));
        return List.copyOf(results.values());
    }

    private static LoggedDelivery withoutAttempts(LoggedDelivery it) {
        return new LoggedDelivery(
                it.id(),
                it.subscription(),
                it.status(),
                it.round(),
                List.of(),
                it.attemptCount(),
                it.settled(),
                it.output(),
                it.error());
    }
}
