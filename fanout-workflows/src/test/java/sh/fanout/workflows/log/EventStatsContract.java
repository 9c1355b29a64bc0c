package sh.fanout.workflows.log;

import static org.assertj.core.api.Assertions.assertThat;
import static sh.fanout.workflows.log.LoggedEvents.delivery;
import static sh.fanout.workflows.log.LoggedEvents.event;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import sh.fanout.EventPattern;
import sh.fanout.deadletter.DeadLetter;
import sh.fanout.deadletter.DeadLetterStatus;
import sh.fanout.deadletter.DeadLetterSummary;
import sh.fanout.log.DeliveryCount;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.log.EventSelection;
import sh.fanout.log.EventStatus;
import sh.fanout.log.LoggedDelivery;
import sh.fanout.log.LoggedEvent;
import sh.fanout.log.Stats;
import sh.fanout.log.StatsQuery;
import sh.fanout.log.Steps;

/** What every {@link EventLog} promises about what it counts. */
public abstract class EventStatsContract extends StoreContract {

    private static final Instant BEGIN = Instant.parse("2026-11-24T12:00:00Z");
    private static final Steps STEPS = new Steps(BEGIN, Duration.ofSeconds(10), 3);

    @Test
    void countsEventsByWhenTheyWereAcceptedAndDeliveriesByWhenTheySettled() {
        log.append(List.of(
                settled("e-1", "order.created", at(0), DeliveryStatus.DELIVERED, at(1)),
                settled("e-2", "order.created", at(9), DeliveryStatus.DELIVERED, at(20)),
                settled("e-3", "order.created", at(10), DeliveryStatus.FAILED, at(29)),
                settled("e-4", "order.created", at(11), DeliveryStatus.EXPIRED, at(29)),
                settled("e-5", "order.paid", at(29), DeliveryStatus.PASSED_ON, at(29)),
                event("e-6", "order.paid", EventStatus.REJECTED, at(5))));

        assertThat(stats(null).types())
                .containsExactly(
                        new Stats.OfType(
                                "order.created",
                                List.of(2, 2, 0),
                                List.of(1, 0, 1),
                                List.of(0, 0, 2),
                                List.of(0, 0, 0)),
                        new Stats.OfType(
                                "order.paid", List.of(1, 0, 1), List.of(0, 0, 0), List.of(0, 0, 0), List.of(0, 0, 0)));
    }

    @Test
    void countsNothingTwiceAndNothingThatHasChanged() {
        var failed = settled("e-1", "order.created", at(0), DeliveryStatus.FAILED, at(1));
        var recovered = failed.withDeliveries(List.of(settled("e-1", DeliveryStatus.DELIVERED, 1, at(25))));
        log.append(List.of(event("e-1", "order.created", EventStatus.ACCEPTED, at(0))));
        log.append(List.of(failed));
        log.append(List.of(failed, recovered));
        log.append(List.of(failed));

        assertThat(stats(null).types())
                .containsExactly(new Stats.OfType(
                        "order.created", List.of(1, 0, 0), List.of(0, 0, 1), List.of(0, 0, 0), List.of(0, 0, 0)));
    }

    @Test
    void leavesOutWhatIsBeforeOrAfter() {
        log.append(List.of(
                settled("e-1", "order.created", at(-1), DeliveryStatus.DELIVERED, at(0)),
                settled("e-2", "order.created", at(29), DeliveryStatus.DELIVERED, at(30))));

        assertThat(stats(null).types())
                .containsExactly(new Stats.OfType(
                        "order.created", List.of(0, 0, 1), List.of(1, 0, 0), List.of(0, 0, 0), List.of(0, 0, 0)));
    }

    @Test
    void countsTheTypesThatAreAskedFor() {
        log.append(List.of(
                event("e-1", "order.created", EventStatus.ACCEPTED, at(0)),
                event("e-2", "order.paid", EventStatus.ACCEPTED, at(0)),
                event("e-3", "stock.low", EventStatus.ACCEPTED, at(0))));

        assertThat(stats("order.*").types())
                .extracting(Stats.OfType::type)
                .containsExactly("order.created", "order.paid");
        assertThat(stats("stock.low").types()).extracting(Stats.OfType::type).containsExactly("stock.low");
        assertThat(stats("nobody").types()).isEmpty();
        assertThat(stats("nobody.*").types()).isEmpty();
    }

    @Test
    void countsEachDeadLetterOnceByWhenItWasParked() {
        log.append(
                List.of(),
                List.of(
                        letter("e-1", "a", at(12), DeadLetterStatus.PARKED),
                        letter("e-1", "a", at(12), DeadLetterStatus.DISCARDED),
                        letter("e-1", "b", at(22), DeadLetterStatus.PARKED)));

        assertThat(stats(null).types()).extracting(Stats.OfType::deadLetters).containsExactly(List.of(0, 1, 1));
    }

    @Test
    void countsEventsPerStepByHowFarTheyAre() {
        log.append(List.of(
                event("e-0", "order.created", EventStatus.DELIVERED, at(-1)),
                event("e-1", "order.created", EventStatus.DELIVERED, at(0)),
                event("e-2", "order.paid", EventStatus.FAILED, at(9)),
                event("e-3", "order.created", EventStatus.ACCEPTED, at(20)),
                event("e-4", "stock.low", EventStatus.DELIVERED, at(20)),
                event("e-5", "order.created", EventStatus.DELIVERED, at(30))));
        log.append(List.of(event("e-3", "order.created", EventStatus.DELIVERED, at(20))));

        assertThat(log.counts(EventSelection.ALL.ofType("order.*"), STEPS).counts())
                .containsExactly(
                        Map.of(EventStatus.DELIVERED, 1, EventStatus.FAILED, 1),
                        Map.of(),
                        Map.of(EventStatus.DELIVERED, 1));
        assertThat(log.counts(in(EventStatus.FAILED), STEPS).counts())
                .containsExactly(Map.of(EventStatus.FAILED, 1), Map.of(), Map.of());
        assertThat(log.counts(EventSelection.ALL.since(at(20)), STEPS).total()).isEqualTo(2);
    }

    @Test
    void countsEachRecipientOnceAndAsHavingTheEventIfAnyDeliverySucceeded() {
        var again = settled("e-1", DeliveryStatus.DELIVERED, 0, at(5));
        var replayed = new LoggedDelivery(
                "e-1/mail/op-1", "mail", DeliveryStatus.DELIVERED, 0, again.attempts(), 1, at(5), null, null);
        var others = List.of(
                delivery("e-1", "mail", DeliveryStatus.FAILED, 0, 1, "boom"),
                replayed,
                delivery("e-1", "stock", DeliveryStatus.DELIVERED, 0, 1, null),
                delivery("e-1", "ship", DeliveryStatus.PENDING, 0, 1, null),
                delivery("e-1", "group-a", DeliveryStatus.PASSED_ON, 0, 0, null),
                delivery("e-1", "group-b", DeliveryStatus.FAILED, 0, 1, "boom"));
        log.append(List.of(
                event("e-1", "order.created", EventStatus.DELIVERING, at(0), others),
                event("e-2", "order.created", EventStatus.ACCEPTED, at(0))));

        assertThat(log.deliveries(List.of("e-1", "e-2", "nobody")))
                .containsExactly(Map.entry(
                        "e-1",
                        List.of(
                                new DeliveryCount(DeliveryStatus.DELIVERED, 2),
                                new DeliveryCount(DeliveryStatus.FAILED, 1),
                                new DeliveryCount(DeliveryStatus.PENDING, 1))));
        assertThat(log.deliveries(List.of())).isEmpty();
    }

    private static EventSelection in(EventStatus status) {
        return EventSelection.ALL.in(status);
    }

    private Stats stats(@Nullable String types) {
        return log.stats(new StatsQuery(types == null ? null : new EventPattern(types), STEPS));
    }

    private static DeadLetterEntry letter(String id, String subscription, Instant parked, DeadLetterStatus status) {
        var event = event(id, "order.created", EventStatus.FAILED, BEGIN).envelope();
        var summary = new DeadLetterSummary(
                id,
                event.type(),
                null,
                subscription,
                status,
                "g",
                "boom",
                null,
                parked,
                parked,
                parked.plusSeconds(9),
                0);
        var delivery = delivery(id, subscription, DeliveryStatus.FAILED, 0, 1, "boom");
        return new DeadLetterEntry(
                new DeadLetter(summary, event, true, delivery, List.of()), BEGIN, status.closed() ? 1 : 0, true, null);
    }

    private static Instant at(int second) {
        return BEGIN.plusSeconds(second).plusMillis(7);
    }

    private static LoggedEvent settled(
            String id, String type, Instant accepted, DeliveryStatus status, Instant settled) {
        return event(id, type, EventStatus.DELIVERED, accepted, List.of(settled(id, status, 0, settled)));
    }

    private static LoggedDelivery settled(String id, DeliveryStatus status, int round, Instant settled) {
        var delivery = delivery(id, "mail", status, round, 1, null);
        return new LoggedDelivery(
                delivery.id(), delivery.subscription(), status, round, delivery.attempts(), 1, settled, null, null);
    }
}
