package sh.fanout.workflows.delivery;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.log.LoggedDelivery;
import sh.fanout.workflows.temporal.JsonWeight;

/**
 * Deliveries of an event as its fan-out has them, begun or not.
 *
 * @param deliveries in the order of their subscriptions
 * @param next where the next page begins; {@code null} on the last one
 */
public record DeliveriesPage(
        List<LoggedDelivery> deliveries, @Nullable String next) {

    /** The name of the query for it. */
    public static final String QUERY = "deliveries";

    /** The answer to a query may have 2 MB. */
    private static final int MAX_WEIGHT = 1 << 20;

    public DeliveriesPage {
        deliveries = List.copyOf(deliveries);
    }

    /**
     * The page after some subscription.
     *
     * @param all every delivery, in the order of their subscriptions
     * @param after {@code null} for the first page
     */
    public static DeliveriesPage of(List<LoggedDelivery> all, @Nullable String after) {
        var page = new ArrayList<LoggedDelivery>();
        var weight = 0;
        for (var delivery : all) {
            if (after == null || delivery.subscription().compareTo(after) > 0) {
                weight += JsonWeight.of(delivery);
                if (weight > MAX_WEIGHT && !page.isEmpty()) {
                    return new DeliveriesPage(page, page.get(page.size() - 1).subscription());
                }
                page.add(delivery);
            }
        }
        return new DeliveriesPage(page, null);
    }
}
