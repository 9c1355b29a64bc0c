package sh.fanout.examples.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import sh.fanout.examples.verify.Entry.Kind;

/** A check that cannot fail proves nothing: each fault is planted once. */
class LedgerCheckTest {

    private final List<Entry> ledger = new ArrayList<>(List.of(
            published(Kind.OFFERED, 1, ""),
            published(Kind.ACCEPTED, 1, "e1"),
            published(Kind.OFFERED, 2, ""),
            published(Kind.ACCEPTED, 2, "e2"),
            published(Kind.OFFERED, 3, ""),
            published(Kind.REFUSED, 3, "e3"),
            published(Kind.OFFERED, 4, ""),
            published(Kind.UNCLEAR, 4, "e4"),
            published(Kind.OFFERED, 5, ""),
            handled(1, "e1", "a"),
            handled(1, "e1", "b"),
            handled(2, "e2", "a"),
            handled(2, "e2", "b")));

    @Test
    void findsNothingWhereNothingIsWrong() {
        var check = check();

        assertThat(check.lost()).isEmpty();
        assertThat(check.duplicates()).isEmpty();
        assertThat(check.unexpected()).isEmpty();
    }

    @Test
    void findsADroppedDelivery() {
        ledger.removeIf(it -> it.deliveryId().equals("e2/b"));

        assertThat(check().lost()).containsExactly("e2/b");
    }

    @Test
    void findsADeliveryThatWasHandledTwice() {
        ledger.add(handled(1, "e1", "b"));

        assertThat(check().duplicates()).containsExactly("e1/b");
    }

    @Test
    void findsASecondDeliveryUnderAnotherId() {
        ledger.add(new Entry(Kind.HANDLED, Instant.EPOCH, 1, 1, "e1", "b", "e1/b/again", 1, Duration.ZERO));

        assertThat(check().unexpected()).containsExactly("e1/b");
    }

    @Test
    void findsAForeignEvent() {
        ledger.add(handled(99, "e99", "a"));

        assertThat(check().unexpected()).containsExactly("e99/a");
    }

    @Test
    void findsAnEventUnderAnIdThatNobodyWasTold() {
        ledger.add(handled(2, "e2-again", "a"));

        assertThat(check().unexpected()).containsExactly("e2-again/a");
    }

    @Test
    void findsADeliveryOfWhatWasCertainlyNotPublished() {
        ledger.add(handled(3, "e3", "a"));

        assertThat(check().unexpected()).containsExactly("e3/a");
    }

    @Test
    void findsADeliveryToAStranger() {
        ledger.add(handled(1, "e1", "c"));

        assertThat(check().unexpected()).containsExactly("e1/c");
    }

    @Test
    void allowsWhatAPublisherGotNoAnswerFor() {
        ledger.add(handled(4, "e4", "a"));
        ledger.add(handled(5, "e5", "a"));

        assertThat(check().unexpected()).isEmpty();
    }

    private LedgerCheck check() {
        return LedgerCheck.of(ledger, Due.always("a", "b"));
    }

    static Entry published(Kind kind, int number, String eventId) {
        return new Entry(kind, Instant.EPOCH, 1, number, eventId, "", "", 0, Duration.ZERO);
    }

    static Entry handled(int number, String eventId, String subscription) {
        return new Entry(
                Kind.HANDLED,
                Instant.EPOCH,
                1,
                number,
                eventId,
                subscription,
                eventId + "/" + subscription,
                1,
                Duration.ZERO);
    }
}
