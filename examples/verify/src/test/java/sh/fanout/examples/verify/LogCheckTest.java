package sh.fanout.examples.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static sh.fanout.examples.verify.LedgerCheckTest.handled;
import static sh.fanout.examples.verify.LedgerCheckTest.published;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sh.fanout.EventEnvelope;
import sh.fanout.examples.verify.Entry.Kind;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.log.EventStatus;
import sh.fanout.log.LoggedDelivery;
import sh.fanout.log.LoggedEvent;

class LogCheckTest {

    private static final List<Entry> LEDGER =
            List.of(published(Kind.OFFERED, 1, ""), published(Kind.ACCEPTED, 1, "e1"), handled(1, "e1", "a"));

    @Test
    void findsNothingWhereBothSayTheSame() {
        assertThat(check(event("e1", EventStatus.DELIVERED, "a"))).isEqualTo(check(List.of(), List.of()));
    }

    @Test
    void findsAnEventWithoutARow() {
        assertThat(check().missing()).containsExactly("e1", "e1/a");
    }

    @Test
    void findsAnEventThatNeverSettled() {
        assertThat(check(event("e1", EventStatus.ACCEPTED)).missing()).containsExactly("e1", "e1/a");
    }

    @Test
    void findsADeliveryThatNobodyHandled() {
        assertThat(check(event("e1", EventStatus.DELIVERED, "a", "b")).untrue()).containsExactly("e1/b");
    }

    @Test
    void findsARowOfAnEventThatNobodyPublished() {
        assertThat(check(event("e1", EventStatus.DELIVERED, "a"), event("e9", EventStatus.DELIVERED))
                        .untrue())
                .containsExactly("e9");
    }

    private static LogCheck check(LoggedEvent... log) {
        return LogCheck.of(LEDGER, List.of(log));
    }

    private static LogCheck check(List<Entry> ledger, List<LoggedEvent> log) {
        return LogCheck.of(ledger, log);
    }

    private static LoggedEvent event(String id, EventStatus status, String... delivered) {
        var envelope = EventEnvelope.of(id, "verify.numbered", "{}", Instant.EPOCH);
        var deliveries = Stream.of(delivered)
                .map(it -> new LoggedDelivery(
                        id + "/" + it, it, DeliveryStatus.DELIVERED, 0, List.of(), 1, Instant.EPOCH, null, null))
                .toList();
        return new LoggedEvent(
                envelope,
                "w",
                status,
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                delivered.length,
                List.of(),
                List.of(),
                deliveries);
    }
}
