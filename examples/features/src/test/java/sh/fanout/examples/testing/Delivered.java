package sh.fanout.examples.testing;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.log.EventQuery;
import sh.fanout.log.EventSelection;
import sh.fanout.log.EventStatus;
import sh.fanout.log.EventSummary;
import sh.fanout.log.Events;
import sh.fanout.log.LoggedDelivery;
import sh.fanout.log.LoggedEvent;

/** Events that have been delivered to all their recipients, as the log has them. */
public final class Delivered {

    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private Delivered() {}

    /** All events of a type or pattern that are delivered, in the order in which they were published, once there are that many. */
    public static List<LoggedEvent> events(Events events, String types, int count) {
        var query = EventQuery.of(EventSelection.ALL.ofType(types));
        return await().atMost(PATIENCE).until(() -> delivered(events, query), it -> it.size() == count);
    }

    private static List<LoggedEvent> delivered(Events events, EventQuery query) {
        return events.page(query).events().stream()
                .filter(it -> it.status() == EventStatus.DELIVERED)
                .sorted(Comparator.comparing(EventSummary::accepted).thenComparing(EventSummary::id))
                .map(it -> events.get(it.id()))
                .toList();
    }

    /** Who has an event. */
    public static List<String> to(LoggedEvent event) {
        return event.deliveries().stream()
                .filter(it -> it.status() == DeliveryStatus.DELIVERED)
                .map(LoggedDelivery::subscription)
                .toList();
    }
}
