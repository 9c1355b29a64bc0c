package sh.fanout.examples.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sh.fanout.EventEnvelope;
import sh.fanout.log.Attempt;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.log.EventStatus;
import sh.fanout.log.LoggedDelivery;
import sh.fanout.log.LoggedEvent;

/** Orders of the last month, each with one delivery; one in a hundred has failed. */
final class LoggedOrders {

    private static final Duration APART = Duration.ofDays(30).dividedBy(LogSpeed.EVENTS);
    private static final String NOTE = "x".repeat(200);

    private LoggedOrders() {}

    static LoggedEvent order(int n, Instant begin) {
        var accepted = begin.plus(APART.multipliedBy(n));
        // Sorts by time, as the ids of Fanout do.
        var id = "%08x-%08x".formatted(n, n * 0x9E3779B9);
        var failed = n % 100 == 3;
        var delivery = delivery(id, accepted, failed);
        return new LoggedEvent(
                envelope(id, n, accepted),
                "fanout/event/" + id,
                failed ? EventStatus.FAILED : EventStatus.DELIVERED,
                accepted,
                delivery.settled(),
                null,
                1,
                List.of(),
                List.of(),
                List.of(delivery));
    }

    private static EventEnvelope envelope(String id, int n, Instant accepted) {
        var payload = "{\"orderId\":\"o-%d\",\"amount\":%d,\"note\":\"%s\"}".formatted(n, n * 7919 % 1_000, NOTE);
        return new EventEnvelope(
                id,
                n % 10_000 == 5 ? "rare.order" : "order.t" + n % 20,
                "1",
                payload,
                accepted,
                "shop",
                List.of("eu", "t-" + n % 1_000),
                Map.of("tenant", "acme"),
                "k-" + n % 10_000,
                "orders",
                null,
                null,
                null,
                null,
                null);
    }

    private static LoggedDelivery delivery(String id, Instant accepted, boolean failed) {
        @Nullable String error = failed ? "java.lang.IllegalStateException: the carrier is away" : null;
        var settled = accepted.plusMillis(40);
        var attempt = new Attempt(
                1, accepted, 40, "worker", failed ? Attempt.Outcome.THREW : Attempt.Outcome.RETURNED, error);
        return new LoggedDelivery(
                id + "/ship",
                "ship",
                failed ? DeliveryStatus.FAILED : DeliveryStatus.DELIVERED,
                0,
                List.of(attempt),
                1,
                settled,
                null,
                error);
    }
}
