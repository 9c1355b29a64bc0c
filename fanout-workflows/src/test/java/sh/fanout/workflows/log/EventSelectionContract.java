package sh.fanout.workflows.log;

import static org.assertj.core.api.Assertions.assertThat;
import static sh.fanout.workflows.log.LoggedEvents.NOON;
import static sh.fanout.workflows.log.LoggedEvents.accepted;
import static sh.fanout.workflows.log.LoggedEvents.delivery;
import static sh.fanout.workflows.log.LoggedEvents.event;
import static sh.fanout.workflows.log.LoggedEvents.keyed;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import sh.fanout.EventEnvelope;
import sh.fanout.EventPattern;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.log.EventQuery;
import sh.fanout.log.EventSelection;
import sh.fanout.log.EventStatus;
import sh.fanout.log.EventSummary;
import sh.fanout.log.LoggedDelivery;
import sh.fanout.log.LoggedEvent;
import sh.fanout.log.Position;

/** What every {@link EventLog} promises about selected events, be they listed, scanned or found. */
public abstract class EventSelectionContract extends StoreContract {

    @Test
    void scansPartByPartInTheOrderOfAcceptance() {
        var order = List.of(at("e-2", 0), at("e-3", 0), at("e-1", 1), at("e-5", 2), at("e-4", 3));
        var arrival = new ArrayList<>(order);
        Collections.reverse(arrival);
        arrival.forEach(event -> log.append(List.of(event)));

        var first = log.scan(EventSelection.ALL, null, 2);
        var second = log.scan(EventSelection.ALL, first.next(), 2);
        var last = log.scan(EventSelection.ALL, second.next(), 2);

        assertThat(first.events()).isEqualTo(scanned(order.subList(0, 2)));
        assertThat(second.events()).isEqualTo(scanned(order.subList(2, 4)));
        assertThat(last).isEqualTo(new EventPart(scanned(order.subList(4, 5)), null));
    }

    @Test
    void endsAPartBeforeItsPayloadsFillTheMemory() {
        var payload = "\"%s\"".formatted("x".repeat(1 << 20));
        var events = IntStream.range(0, 20)
                .mapToObj(n -> at("e-%02d".formatted(n), n))
                .map(event -> event.withEnvelope(event.envelope().withPayload(payload)))
                .toList();
        log.append(events);

        var first = log.scan(EventSelection.ALL, null, 1_000);
        var last = log.scan(EventSelection.ALL, first.next(), 1_000);
        var newest = log.newest(EventSelection.ALL, null, 1_000);

        assertThat(ids(first)).hasSize(16).endsWith("e-15");
        assertThat(ids(last)).containsExactly("e-16", "e-17", "e-18", "e-19");
        assertThat(last.next()).isNull();
        assertThat(ids(newest)).hasSize(16).endsWith("e-04");
    }

    private static List<String> ids(EventPart part) {
        return part.events().stream().map(it -> it.envelope().id()).toList();
    }

    @Test
    void scansMoreThanAStatementCanList() {
        var events = IntStream.range(0, 2_100)
                .mapToObj(n -> at("e-%04d".formatted(n), n))
                .toList();
        log.append(events);

        assertThat(log.scan(EventSelection.ALL, null, 3_000).events()).isEqualTo(scanned(events));
    }

    @Test
    void scansEventsAsTheyAreNow() {
        var ids = IntStream.range(0, 9).mapToObj("e-%d"::formatted).toList();
        log.append(ids.stream().map(id -> in(EventStatus.DELIVERING, id)).toList());
        log.append(ids.subList(0, 7).stream()
                .map(id -> in(EventStatus.DELIVERED, id))
                .toList());

        assertThat(log.scan(selection(null, EventStatus.DELIVERING, null, null), null, 3)
                        .events())
                .extracting(event -> event.envelope().id())
                .containsExactly("e-7", "e-8");
    }

    @Test
    void readsTheNewestPartByPartWithoutTheirDeliveries() {
        var order = List.of(at("e-4", 3), at("e-5", 2), at("e-1", 1), at("e-3", 0), at("e-2", 0));
        order.forEach(event -> log.append(List.of(event)));

        var first = log.newest(EventSelection.ALL, null, 3).events();
        var last = log.newest(EventSelection.ALL, positionOf(first.get(2)), 3).events();

        assertThat(first)
                .isEqualTo(order.subList(0, 3).stream()
                        .map(it -> it.withDeliveries(List.of()))
                        .toList());
        assertThat(last)
                .isEqualTo(order.subList(3, 5).stream()
                        .map(it -> it.withDeliveries(List.of()))
                        .toList());
    }

    @Test
    void countsEventsAsTheyAreNowUpToALimit() {
        var ids = IntStream.range(0, 9).mapToObj("e-%d"::formatted).toList();
        log.append(ids.stream().map(id -> in(EventStatus.DELIVERING, id)).toList());
        log.append(ids.subList(0, 4).stream()
                .map(id -> in(EventStatus.DELIVERED, id))
                .toList());
        var delivering = selection(null, EventStatus.DELIVERING, null, null);

        assertThat(log.count(EventSelection.ALL, null, 100)).isEqualTo(9);
        assertThat(log.count(EventSelection.ALL, null, 8)).isEqualTo(8);
        assertThat(log.count(EventSelection.ALL, new Position(NOON, "e-3"), 100))
                .isEqualTo(3);
        assertThat(log.count(delivering, null, 100)).isEqualTo(5);
        assertThat(log.count(delivering, new Position(NOON, "e-7"), 100)).isEqualTo(3);
    }

    @Test
    void selectsTheTypesThatAPatternMatches() {
        var types = List.of(
                "order",
                "order.paid",
                "order.Paid",
                "order.item.added",
                "order.item.gift.added",
                "orders.paid",
                "a.order.paid",
                "fanout.dead-letter.parked",
                "fanoutx.a",
                "order-x.paid",
                "order_x.paid");
        log.append(types.stream()
                .map(type -> event(type, type, EventStatus.ACCEPTED, NOON))
                .toList());

        for (var pattern : List.of(
                "order.paid",
                "order.*",
                "order.**",
                "*.paid",
                "*.*",
                "*.*.added",
                "*.item.**",
                "**",
                "*",
                "fanout.**",
                "fanout.*",
                "fanout.dead-letter.parked",
                "nothing.*")) {
            var matching =
                    types.stream().filter(new EventPattern(pattern)::matches).toList();
            assertThat(listed(selection(pattern, null, null, null)))
                    .as(pattern)
                    .containsExactlyInAnyOrderElementsOf(matching);
            assertThat(scanned(selection(pattern, null, null, null)))
                    .as(pattern)
                    .containsExactlyInAnyOrderElementsOf(matching);
        }
    }

    @Test
    void selectsWhatTheHandlersOfAnEventHavePublished() {
        log.append(List.of(
                accepted("e-1"), caused("e-2", "e-1"), caused("e-3", "e-1"), caused("e-4", "e-2"), caused("e-5", "e")));

        assertThat(listed(EventSelection.ALL.causedBy("e-1"))).containsExactlyInAnyOrder("e-2", "e-3");
        assertThat(scanned(EventSelection.ALL.causedBy("e-1"))).containsExactlyInAnyOrder("e-2", "e-3");
        assertThat(listed(EventSelection.ALL.causedBy("e-5"))).isEmpty();
    }

    private static LoggedEvent caused(String id, String cause) {
        var plain = accepted(id).envelope();
        return accepted(id)
                .withEnvelope(new EventEnvelope(
                        id,
                        plain.type(),
                        plain.version(),
                        plain.payload(),
                        plain.time(),
                        plain.source(),
                        plain.tags(),
                        plain.metadata(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        cause,
                        null));
    }

    @Test
    void selectsByOrderingKeyAndTag() {
        log.append(List.of(
                keyed("none", null, List.of()),
                keyed("eu", "k-1", List.of("eu")),
                keyed("second", "k-1", List.of("big", "eu")),
                keyed("longer", "k-12", List.of("eu-west")),
                keyed("quoted", "K-1", List.of("x,\"eu\"", "EU"))));

        assertThat(listed(selection(null, null, "k-1", null))).containsExactlyInAnyOrder("eu", "second");
        assertThat(listed(selection(null, null, null, "eu"))).containsExactlyInAnyOrder("eu", "second");
        assertThat(listed(selection(null, null, null, "x,\"eu\""))).containsExactly("quoted");
        assertThat(scanned(selection(null, null, "k-1", "big"))).containsExactly("second");
        assertThat(listed(selection(null, null, "' OR 1 = 1 --", null))).isEmpty();
        assertThat(listed(selection(null, null, null, "' OR 1 = 1 --"))).isEmpty();
    }

    @Test
    void findsEventsWhereTheyStandAndLeavesOutTheRest() {
        var events = IntStream.range(0, 1_200).mapToObj(n -> at("e-" + n, n)).toList();
        log.append(events);
        var positions = new ArrayList<>(
                events.stream().map(EventSelectionContract::positionOf).toList());
        positions.remove(7);
        positions.add(new Position(NOON, "e-9999"));

        var found = log.find(positions);

        assertThat(found)
                .containsExactlyInAnyOrderElementsOf(events.stream()
                        .filter(event -> !event.envelope().id().equals("e-7"))
                        .map(event -> event.withDeliveries(List.of()))
                        .toList());
        assertThat(log.find(List.of())).isEmpty();
    }

    private List<String> listed(EventSelection events) {
        return log.page(new EventQuery(events, null, 50)).events().stream()
                .map(EventSummary::id)
                .toList();
    }

    private List<String> scanned(EventSelection events) {
        return log.scan(events, null, 50).events().stream()
                .map(event -> event.envelope().id())
                .toList();
    }

    private static EventSelection selection(
            @Nullable String types, @Nullable EventStatus status, @Nullable String key, @Nullable String tag) {
        var pattern = types == null ? null : new EventPattern(types);
        return new EventSelection(pattern, status, key, tag, null, null, null, null);
    }

    private static List<LoggedEvent> scanned(List<LoggedEvent> events) {
        return events.stream()
                .map(event -> event.withDeliveries(event.deliveries().stream()
                        .map(EventSelectionContract::scanned)
                        .toList()))
                .toList();
    }

    private static LoggedDelivery scanned(LoggedDelivery it) {
        return new LoggedDelivery(
                it.id(),
                it.subscription(),
                it.status(),
                it.round(),
                List.of(),
                it.attemptCount(),
                it.settled(),
                null,
                null);
    }

    private static LoggedEvent at(String id, int second) {
        var deliveries = List.of(
                delivery(id, "audit", DeliveryStatus.DELIVERED, 0, 1, null),
                delivery(id, "mail", DeliveryStatus.FAILED, 0, 2, "boom"));
        return event(id, "order.created", EventStatus.FAILED, NOON.plusSeconds(second), deliveries);
    }

    private static LoggedEvent in(EventStatus status, String id) {
        return event(id, "order.created", status, accepted(id).accepted());
    }

    private static Position positionOf(LoggedEvent event) {
        return new Position(event.accepted(), event.envelope().id());
    }
}
