package sh.fanout.workflows.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.client.WorkflowClient;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.fanout.EventEnvelope;
import sh.fanout.erasure.Erasable;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.log.EventStatus;
import sh.fanout.log.LoggedDelivery;
import sh.fanout.log.LoggedEvent;
import sh.fanout.workflows.catalog.CatalogState;
import sh.fanout.workflows.lane.LaneClient;
import sh.fanout.workflows.lane.LaneLimits;
import sh.fanout.workflows.log.LoggedEvents;
import sh.fanout.workflows.log.sqlite.SqliteEventLog;
import sh.fanout.workflows.temporal.Bus;
import sh.fanout.workflows.temporal.FanoutJson;
import sh.fanout.workflows.testing.EmbeddedTemporal;

/** How much is found at a time. */
class ErasableEventsTest {

    private static final Erasable KEY = new Erasable.OfKey("orders", "cust-1");

    /** An answer of an activity has 2 MB at most. */
    private static final int MAX_BYTES = 1 << 20;

    @TempDir
    Path folder;

    private SqliteEventLog log;
    private ErasableEvents search;

    @BeforeEach
    void open() {
        log = SqliteEventLog.open(folder.resolve("events.db"));
        var bus = Bus.of("b", WorkflowClient.newInstance(EmbeddedTemporal.stubs()));
        var lanes = new LaneClient(bus, LaneLimits.defaults());
        search = new ErasableEvents(log, () -> CatalogState.EMPTY, lanes, new Runs(bus, false), bus);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void endsAPartByWeight() {
        IntStream.range(0, 40).forEach(n -> append("e-" + n, 300, null));

        var events = 0;
        for (var found = find(); !found.isEmpty(); found = find()) {
            assertThat(weight(found)).isLessThan(MAX_BYTES);
            events += found.size();
            erase(found);
        }

        assertThat(events).isEqualTo(40);
    }

    @Test
    void endsAPartByCount() {
        IntStream.range(0, 201).forEach(n -> append("e-" + n, 0, null));

        assertThat(find()).hasSize(200);
    }

    @Test
    void findsAnEventThatWasReplayedTimeAndAgain() {
        append("first", 500, null);
        IntStream.range(0, 40).forEach(n -> append("first", 500, "replay-" + n));
        append("second", 1, null);

        assertThat(find()).extracting(FoundEvent::id).contains("first");
        assertThat(weight(find())).isLessThan(MAX_BYTES);
    }

    private List<FoundEvent> find() {
        return search.find(KEY, Instant.now());
    }

    private void erase(List<FoundEvent> found) {
        log.erasures().erase(found.stream().map(FoundEvent::id).toList(), Instant.now());
    }

    private static int weight(List<FoundEvent> found) {
        return FanoutJson.MAPPER.writeValueAsBytes(found).length;
    }

    private void append(String id, int deliveries, @Nullable String replay) {
        var envelope = new EventEnvelope(
                id,
                "order.created",
                "1",
                "{}",
                LoggedEvents.NOON,
                "shop",
                List.of(),
                Map.of(),
                "cust-1",
                "orders",
                null,
                null,
                null,
                null,
                null);
        var all = IntStream.range(0, deliveries)
                .mapToObj(n -> delivery(id, "subscription-%d-%s".formatted(n, "x".repeat(80)), replay))
                .toList();
        log.append(List.of(new LoggedEvent(
                envelope,
                "b/event/order.created/" + id,
                EventStatus.DELIVERED,
                LoggedEvents.NOON,
                LoggedEvents.NOON,
                null,
                deliveries,
                List.of(),
                List.of(),
                all)));
    }

    private static LoggedDelivery delivery(String event, String subscription, @Nullable String replay) {
        var id = String.join("/", replay == null ? List.of(event, subscription) : List.of(event, subscription, replay));
        var settled = LoggedEvents.NOON.plusSeconds(1);
        return new LoggedDelivery(id, subscription, DeliveryStatus.DELIVERED, 0, List.of(), 1, settled, null, null);
    }
}
