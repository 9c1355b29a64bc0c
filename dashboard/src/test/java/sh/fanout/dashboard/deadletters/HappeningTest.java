package sh.fanout.dashboard.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import sh.fanout.EventEnvelope;
import sh.fanout.deadletter.DeadLetter;
import sh.fanout.deadletter.DeadLetterAction;
import sh.fanout.deadletter.DeadLetterStatus;
import sh.fanout.deadletter.DeadLetterSummary;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.log.LoggedDelivery;

class HappeningTest {

    private static final Instant PARKED = Instant.parse("2026-11-27T12:00:00Z");

    private static final DeadLetterAction RETRY = new DeadLetterAction(
            DeadLetterAction.Kind.RETRY, "bob", "is back", PARKED.plusSeconds(60), List.of(), null);

    @Test
    void tellsANewLetterAsParked() {
        assertThat(told(DeadLetterStatus.PARKED, PARKED)).containsExactly("Parked");
    }

    @Test
    void tellsNewestFirstWhatWasDoneAndWhatCameOfIt() {
        var later = PARKED.plusSeconds(90);

        assertThat(told(DeadLetterStatus.RETRYING, RETRY.when(), RETRY))
                .containsExactly("Retried by bob, “is back”", "Parked");
        assertThat(told(DeadLetterStatus.PARKED, later, RETRY))
                .containsExactly("Failed again, and parked", "Retried by bob, “is back”", "Parked");
        assertThat(told(DeadLetterStatus.DELIVERED, later, RETRY))
                .containsExactly("Delivered", "Retried by bob, “is back”", "Parked");
    }

    private static List<String> told(DeadLetterStatus status, Instant changed, DeadLetterAction... actions) {
        var summary = new DeadLetterSummary(
                "event", "order.created", null, "bill", status, "1-ab", "error", null, PARKED, changed, PARKED, 0);
        var delivery = new LoggedDelivery("id", "bill", DeliveryStatus.FAILED, 0, List.of(), 0, null, null, null);
        var event = EventEnvelope.of("event", "order.created", "{}", PARKED);
        return Happening.of(new DeadLetter(summary, event, false, delivery, List.of(actions))).stream()
                .map(Happening::text)
                .toList();
    }
}
