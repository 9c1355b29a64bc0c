package sh.fanout.examples.benchmark;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import sh.fanout.EventEnvelope;
import sh.fanout.OnFailure;
import sh.fanout.subscription.SubscriptionLimits;
import sh.fanout.workflows.catalog.CatalogState;
import sh.fanout.workflows.catalog.Declaration;
import sh.fanout.workflows.catalog.Declaration.LogHome;
import sh.fanout.workflows.catalog.Declaration.Subscriber;
import sh.fanout.workflows.selection.Selector;
import sh.fanout.workflows.temporal.TaskQueues;

/** How evenly 10,000 events spread over a group of five, and how many of them move when one member leaves. */
final class GroupSpread {

    private static final int EVENTS = 10_000;

    private static final Selector SELECTOR = new Selector(new TaskQueues("bench"), Duration.ofSeconds(30));

    private GroupSpread() {}

    static void print() {
        var five = catalog("a", "b", "c", "d", "e");
        var four = catalog("a", "b", "d", "e");
        var spread = IntStream.range(0, EVENTS)
                .mapToObj(n -> member(n, five))
                .collect(groupingBy(it -> it, TreeMap::new, counting()));
        var moved = IntStream.range(0, EVENTS)
                .filter(n -> !member(n, five).equals(member(n, four)))
                .count();
        System.out.printf("%,d events over five members: %s%n", EVENTS, spread);
        System.out.printf("when c leaves, %,d move (%.1f %%)%n", moved, 100.0 * moved / EVENTS);
    }

    private static String member(int n, CatalogState catalog) {
        var event = EventEnvelope.of("event-" + n, "order.created", "{}", Instant.EPOCH);
        return SELECTOR.select(event, catalog).recipients().get(0).subscription();
    }

    private static CatalogState catalog(String... members) {
        var type = new Declaration.Type("order.created", "1", "", "{}", "hash", "order.created", null, true, "here");
        var subscribers = List.of(members).stream()
                .map(id -> new Subscriber(
                        id,
                        "order.created",
                        null,
                        "workers",
                        SubscriptionLimits.defaults(),
                        OnFailure.DEAD_LETTER,
                        Duration.ofMinutes(1),
                        "here"))
                .toList();
        return CatalogState.EMPTY.declare(
                new Declaration("shop", "1", List.of(type), subscribers, new LogHome("log", "a log", true, false)));
    }
}
