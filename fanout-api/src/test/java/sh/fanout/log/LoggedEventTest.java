package sh.fanout.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import sh.fanout.EventEnvelope;

/** What an event is once its dead letters are delivered, and which of two rows about it is the newer one. */
class LoggedEventTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void hasRecoveredWhenEverybodyHasIt() {
        var a = delivery("a", DeliveryStatus.DELIVERED, 0);
        var b = delivery("b", DeliveryStatus.DELIVERED, 1);
        var away = delivery("c", DeliveryStatus.PASSED_ON, 0);

        assertThat(event(EventStatus.FAILED, 2, a, b, away)
                        .recovered()
                        .orElseThrow()
                        .status())
                .isEqualTo(EventStatus.DELIVERED);
        assertThat(event(EventStatus.EXPIRED, 2, a, b).recovered()).isPresent();
        assertThat(event(EventStatus.FAILED, 2, a, delivery("b", DeliveryStatus.FAILED, 0))
                        .recovered())
                .isEmpty();
        assertThat(event(EventStatus.FAILED, 2, a).recovered())
                .as("a part of its rows")
                .isEmpty();
        assertThat(event(EventStatus.DELIVERING, 2, a, b).recovered()).isEmpty();
        assertThat(event(EventStatus.DELIVERED, 2, a, b).recovered()).isEmpty();
    }

    @Test
    void countsAReplayForWhoHadToHaveTheEvent() {
        var failed = delivery("a", DeliveryStatus.FAILED, 0);
        var member = delivery("b", DeliveryStatus.DELIVERED, 0);
        var passedOn = delivery("c", DeliveryStatus.PASSED_ON, 0);

        assertThat(event(EventStatus.FAILED, 1, failed, replayed("a")).recovered())
                .isPresent();
        assertThat(event(EventStatus.FAILED, 1, failed, replayed("later")).recovered())
                .as("somebody else has it")
                .isEmpty();
        assertThat(event(EventStatus.FAILED, 2, failed, member, passedOn, replayed("c"))
                        .recovered())
                .as("a group has it twice")
                .isEmpty();
    }

    @Test
    void countsItsReplaysIfItWasEndedBeforeTheLogKnewAllItsRecipients() {
        var a = delivery("a", DeliveryStatus.DELIVERED, 0);

        assertThat(event(EventStatus.FAILED, 2, replayed("a")).recovered()).isEmpty();
        assertThat(event(EventStatus.FAILED, 2, replayed("a"), replayed("b")).recovered())
                .isPresent();
        assertThat(event(EventStatus.FAILED, 3, a, replayed("b")).recovered()).isEmpty();
        assertThat(event(EventStatus.FAILED, 3, a, replayed("b"), replayed("c")).recovered())
                .isPresent();
    }

    @Test
    void doesNotSayThatEverybodyHasItIfNobodyKnowsWhoWasToHaveIt() {
        assertThat(event(EventStatus.FAILED, 0).recovered()).isEmpty();
        assertThat(event(EventStatus.FAILED, 0, replayed("a")).recovered()).isEmpty();
    }

    @Test
    void growsInRevisionWithEveryRoundAndEveryStep() {
        var tried = delivery("a", DeliveryStatus.DELIVERED, 5);
        var failed = event(EventStatus.FAILED, 2, tried, delivery("b", DeliveryStatus.FAILED, 0));
        var recovered = event(EventStatus.FAILED, 2, tried, delivery("b", DeliveryStatus.DELIVERED, 1))
                .recovered()
                .orElseThrow();

        assertThat(recovered.revision()).isGreaterThan(failed.revision());
        assertThat(failed.revision())
                .isGreaterThan(event(EventStatus.DELIVERING, 2, delivery("a", DeliveryStatus.BLOCKED, 5))
                        .revision());
        assertThat(event(EventStatus.DELIVERING, 2).revision())
                .isGreaterThan(event(EventStatus.ACCEPTED, 2).revision());
        assertThat(event(EventStatus.ACCEPTED, 2).revision())
                .isGreaterThan(event(EventStatus.SCHEDULED, 0).revision());
    }

    private static LoggedDelivery delivery(String subscription, DeliveryStatus status, int round) {
        return new LoggedDelivery("e/" + subscription, subscription, status, round, List.of(), 1, NOON, null, null);
    }

    private static LoggedDelivery replayed(String subscription) {
        var id = "e/" + subscription + "/replay-1";
        return new LoggedDelivery(id, subscription, DeliveryStatus.DELIVERED, 0, List.of(), 1, NOON, null, null);
    }

    private static LoggedEvent event(EventStatus status, int recipients, LoggedDelivery... deliveries) {
        return new LoggedEvent(
                EventEnvelope.of("e", "order.created", "{}", NOON),
                "fanout/event/order.created/e",
                status,
                NOON,
                null,
                null,
                recipients,
                List.of(),
                List.of(),
                List.of(deliveries));
    }
}
