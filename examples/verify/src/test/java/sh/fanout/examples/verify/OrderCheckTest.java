package sh.fanout.examples.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import sh.fanout.EventEnvelope;
import sh.fanout.examples.verify.Entry.Kind;
import sh.fanout.log.EventStatus;
import sh.fanout.log.LoggedEvent;

/** Each fault of an order is planted once. */
class OrderCheckTest {

    private static final int EVENTS = 3;

    private final List<Entry> ledger = new ArrayList<>();
    private final List<LoggedEvent> log = new ArrayList<>();
    private int second;

    OrderCheckTest() {
        for (int number = 1; number <= EVENTS; number++) {
            ledger.add(published(Kind.OFFERED, number, ""));
            ledger.add(published(Kind.ACCEPTED, number, "e" + number));
            log.add(event(number, (long) number));
        }
        for (int number = 1; number <= EVENTS; number++) {
            handle(number);
        }
    }

    @Test
    void findsNothingWhereNothingIsWrong() {
        var check = check();

        assertThat(check.deliveries().lost()).isEmpty();
        assertThat(check.deliveries().duplicates()).isEmpty();
        assertThat(check.deliveries().unexpected()).isEmpty();
        assertThat(check.inversions()).isEmpty();
        assertThat(check.misplaced()).isEmpty();
    }

    @Test
    void findsADroppedDelivery() {
        ledger.removeIf(it -> it.deliveryId().equals("e2/a"));

        assertThat(check().deliveries().lost()).containsExactly("e2/a");
        assertThat(check().inversions()).isEmpty();
    }

    @Test
    void findsTwoThatWereSwapped() {
        ledger.removeIf(it -> it.deliveryId().equals("e2/a"));
        handle(2);

        assertThat(check().inversions()).containsExactly("e2/a after e3/a");
    }

    @Test
    void findsARepetitionUnderAnotherDeliveryId() {
        ledger.add(new Entry(Kind.HANDLED, next(), 1, 3, "e3", "a", "e3/a/again", 1, Duration.ZERO));

        assertThat(check().deliveries().unexpected()).containsExactly("e3/a");
    }

    @Test
    void findsALateRepetition() {
        handle(1);

        assertThat(check().deliveries().duplicates()).containsExactly("e1/a");
        assertThat(check().inversions()).containsExactly("e1/a after e3/a");
    }

    @Test
    void findsADeliveryThatBeganTooEarly() {
        ledger.removeIf(it -> it.deliveryId().equals("e3/a"));
        ledger.add(delivery(Kind.STARTED, 4));
        log.add(event(4, 4L));
        ledger.add(delivery(Kind.HANDLED, 3));

        assertThat(check().inversions()).containsExactly("e3/a after e4/a");
    }

    @Test
    void allowsARepetitionBeforeTheNextBegins() {
        ledger.add(delivery(Kind.STARTED, EVENTS));
        ledger.add(delivery(Kind.HANDLED, EVENTS));

        assertThat(check().deliveries().duplicates()).containsExactly("e3/a");
        assertThat(check().inversions()).isEmpty();
    }

    @Test
    void findsAnEventThatTookThePlaceOfOneBefore() {
        log.set(0, event(1, 3L));
        log.set(2, event(3, 1L));

        assertThat(check().misplaced()).containsExactly("e1", "e2");
    }

    @Test
    void findsAnEventWithoutAPlace() {
        log.set(1, event(2, null));

        assertThat(check().misplaced()).containsExactly("e2");
    }

    @Test
    void doesNotComparePublishesThatOverlap() {
        IntStream.of(4, 5).forEach(number -> ledger.add(published(Kind.OFFERED, number, "")));
        IntStream.of(4, 5).forEach(number -> ledger.add(published(Kind.ACCEPTED, number, "e" + number)));
        log.add(event(4, 5L));
        log.add(event(5, 4L));

        assertThat(check().misplaced()).isEmpty();
    }

    private OrderCheck check() {
        return OrderCheck.of(ledger, log, Due.always("a"));
    }

    private void handle(int number) {
        ledger.add(delivery(Kind.STARTED, number));
        ledger.add(delivery(Kind.HANDLED, number));
    }

    private Entry published(Kind kind, int number, String eventId) {
        return new Entry(kind, next(), 1, number, eventId, "", "", 0, Duration.ZERO);
    }

    private Entry delivery(Kind kind, int number) {
        return new Entry(kind, next(), 1, number, "e" + number, "a", "e%d/a".formatted(number), 1, Duration.ZERO);
    }

    private Instant next() {
        return Instant.ofEpochSecond(second++);
    }

    private static LoggedEvent event(int number, @Nullable Long position) {
        var envelope = new EventEnvelope(
                "e" + number,
                "verify.numbered",
                "1",
                "{}",
                Instant.EPOCH,
                "test",
                List.of(),
                Map.of(),
                "k",
                "verify.numbered",
                null,
                null,
                null,
                null,
                null);
        return new LoggedEvent(
                envelope,
                "w",
                EventStatus.DELIVERED,
                Instant.EPOCH,
                Instant.EPOCH,
                position,
                1,
                List.of(),
                List.of(),
                List.of());
    }
}
