package sh.fanout.workflows.log;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static sh.fanout.workflows.log.LoggedEvents.NOON;
import static sh.fanout.workflows.log.LoggedEvents.delivery;
import static sh.fanout.workflows.log.LoggedEvents.event;
import static sh.fanout.workflows.log.LoggedEvents.failed;
import static sh.fanout.workflows.log.LoggedEvents.letter;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sh.fanout.deadletter.DeadLetterQuery;
import sh.fanout.deadletter.DeadLetterStatus;
import sh.fanout.deadletter.DeadLetterSummary;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.log.EventSelection;
import sh.fanout.log.EventStatus;
import sh.fanout.log.LoggedEvent;
import sh.fanout.operation.Operation;
import sh.fanout.operation.OperationItem;
import sh.fanout.operation.OperationItemQuery;
import sh.fanout.operation.OperationPace;
import sh.fanout.operation.OperationPlan;
import sh.fanout.operation.OperationProgress;
import sh.fanout.operation.OperationQuery;
import sh.fanout.operation.OperationStatus;

/** What every {@link EventLog} promises about what it forgets. */
public abstract class RetentionContract extends StoreContract {

    private static final Instant LATER = NOON.plus(Duration.ofDays(40));
    private static final String ODD = "odd' OR 1 = 1 -- {fn x} ? /";

    @Test
    void forgetsAnOldEventWithItsDeliveriesAndLettersAndNothingElse() {
        var old = failed("e-1", NOON);
        var odd = failed(ODD, NOON);
        var young = failed("e-2", LATER);
        log.append(
                List.of(old, odd, young),
                List.of(letter(old, DeadLetterStatus.DISCARDED), letter(young, DeadLetterStatus.EXPIRED)));

        assertThat(log.forget(LATER)).isEqualTo(new Forgotten(2, 0));

        assertThat(log.find("e-1")).isEmpty();
        assertThat(log.find(ODD)).isEmpty();
        assertThat(log.deadLetter("e-1", "mail")).isEmpty();
        assertThat(log.find("e-2")).contains(young);
        assertThat(log.deadLetter("e-2", "mail")).isPresent();
        assertThat(log.forget(LATER)).isEqualTo(new Forgotten(0, 0));
    }

    @Test
    void doesNotBringBackTheDeliveriesOfAnEventThatIsWrittenOnceMore() {
        log.append(List.of(failed("e-1", NOON)));
        log.forget(LATER);

        log.append(List.of(failed("e-1", NOON).withDeliveries(List.of())));

        assertThat(log.find("e-1").orElseThrow().deliveries()).isEmpty();
    }

    @Test
    void forgetsALetterThatIsWrittenOnceMoreAfterItsEvent() {
        log.append(
                List.of(),
                List.of(
                        letter(failed("e-1", NOON), DeadLetterStatus.DISCARDED),
                        letter(failed("e-2", NOON), DeadLetterStatus.PARKED)));

        log.forget(LATER);

        assertThat(log.deadLetters(DeadLetterQuery.ALL).letters())
                .extracting(DeadLetterSummary::eventId)
                .containsExactly("e-2");
    }

    @Test
    void forgetsAnOperationWithItsItemsOnceItIsOver() {
        var operations = log.operations();
        Stream.of(OperationStatus.values()).forEach(status -> addOperation(status.name(), status, List.of("e-1")));
        operations.write(operation("young", OperationStatus.COMPLETED, LATER), 1);

        assertThat(log.forget(LATER).operations()).isEqualTo(4);

        assertThat(operations.page(OperationQuery.ALL).operations())
                .extracting(Operation::id)
                .containsExactlyInAnyOrder("young", "PLANNING", "DRAFT", "RUNNING", "PAUSED");
        assertThat(items("COMPLETED")).isEmpty();
        assertThat(items("RUNNING")).hasSize(1);
        assertThat(operations.number("COMPLETED")).isZero();
    }

    @Test
    void keepsOfManyExactlyWhatIsNeeded() {
        var seed = Long.getLong("fanout.seed", System.nanoTime());
        var random = new Random(seed);
        var events =
                IntStream.range(0, 3_000).mapToObj(n -> any("e-" + n, random)).toList();
        var letters = events.stream()
                .filter(it -> random.nextInt(4) == 0)
                .map(it -> letter(it, any(DeadLetterStatus.values(), random)))
                .toList();
        log.append(events, letters);
        var kept = new HashSet<String>();
        events.stream()
                .filter(RetentionContract::isNeeded)
                .map(LoggedEvents::id)
                .forEach(kept::add);
        letters.stream()
                .map(it -> it.letter().summary())
                .filter(it -> !it.status().closed())
                .forEach(it -> kept.add(it.eventId()));
        for (var status : OperationStatus.values()) {
            var items = events.stream()
                    .map(LoggedEvents::id)
                    .filter(it -> random.nextInt(8) == 0)
                    .toList();
            addOperation(status.name(), status, items);
            if (!status.closed()) {
                kept.addAll(items);
            }
        }

        var forgotten = log.forget(LATER);

        assertThat(ids()).as("seed %d", seed).isEqualTo(kept);
        assertThat(forgotten.events()).isEqualTo(events.size() - kept.size());
        assertThat(log.scan(EventSelection.ALL, null, 4_000).events())
                .allSatisfy(event -> assertThat(event.deliveries()).hasSize(1));
    }

    private static boolean isNeeded(LoggedEvent event) {
        return !event.accepted().isBefore(LATER)
                || !event.status().settled()
                || event.deliveries().stream().anyMatch(it -> !it.status().settled());
    }

    private Set<String> ids() {
        return log.scan(EventSelection.ALL, null, 4_000).events().stream()
                .map(LoggedEvents::id)
                .collect(toSet());
    }

    private static LoggedEvent any(String id, Random random) {
        var accepted = random.nextInt(5) == 0 ? LATER : NOON.plusSeconds(random.nextInt(1_000));
        var status = random.nextInt(3) > 0 ? EventStatus.DELIVERED : any(EventStatus.values(), random);
        var delivered = random.nextInt(3) > 0 ? DeliveryStatus.DELIVERED : any(DeliveryStatus.values(), random);
        return event(id, "order.created", status, accepted, List.of(delivery(id, "mail", delivered, 0, 1, null)));
    }

    private static <T> T any(T[] all, Random random) {
        return all[random.nextInt(all.length)];
    }

    private void addOperation(String id, OperationStatus status, List<String> events) {
        var operations = log.operations();
        operations.write(operation(id, status, NOON), 1);
        operations.add(
                id,
                events.stream()
                        .map(it -> new PlannedItem(it, "order.created", NOON, NOON, null, null, null, "mail", null))
                        .toList());
        if (status != OperationStatus.PLANNING) {
            operations.number(id);
        }
    }

    private static Operation operation(String id, OperationStatus status, Instant changed) {
        return new Operation(
                id,
                new OperationPlan.Retry(DeadLetterQuery.PARKED),
                status,
                new OperationPace(null, null),
                NOON,
                changed,
                OperationProgress.UNKNOWN,
                List.of(),
                null);
    }

    private List<OperationItem> items(String operation) {
        return log.operations().page(OperationItemQuery.of(operation));
    }
}
