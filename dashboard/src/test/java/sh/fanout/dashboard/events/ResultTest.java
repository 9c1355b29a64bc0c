package sh.fanout.dashboard.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import sh.fanout.dashboard.page.Bar;
import sh.fanout.dashboard.page.State;
import sh.fanout.log.DeliveryCount;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.log.EventStatus;
import sh.fanout.log.EventSummary;

class ResultTest {

    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    @Test
    void hasABarForEachRecipientWhoHasItFirst() {
        var result = result(EventStatus.FAILED, 4, count(DeliveryStatus.FAILED, 1), count(DeliveryStatus.DELIVERED, 3));

        assertThat(result.bars()).extracting(Bar::role).containsExactly("fill-ok", "fill-ok", "fill-ok", "fill-dead");
        assertThat(result.bars()).extracting(Bar::x).containsExactly("0.00", "18.50", "37.00", "55.50");
        assertThat(result.bars()).extracting(Bar::width).containsOnly("16.50");
        assertThat(result.words()).isEqualTo("1 failed");
    }

    @Test
    void sharesTheBarAmongMany() {
        var result =
                result(EventStatus.FAILED, 300, count(DeliveryStatus.DELIVERED, 299), count(DeliveryStatus.FAILED, 1));

        assertThat(result.bars()).hasSize(2);
        assertThat(Double.parseDouble(result.bars().get(1).width())).isGreaterThan(3);
        assertThat(right(result)).isEqualTo(Result.WIDTH);
    }

    @Test
    void waitsForAllAsLongAsNothingIsKnown() {
        var result = result(EventStatus.DELIVERING, 3);

        assertThat(result.bars()).extracting(Bar::role).containsExactly("hollow", "hollow", "hollow");
        assertThat(result.words()).isEqualTo("0 of 3");
    }

    @Test
    void tellsWhomItsKeyHoldsBack() {
        var result =
                result(EventStatus.DELIVERING, 3, count(DeliveryStatus.BLOCKED, 1), count(DeliveryStatus.DELIVERED, 2));

        assertThat(result.words()).isEqualTo("2 of 3, 1 blocked");
        assertThat(result.state()).isEqualTo(State.BLOCKED);
    }

    @Test
    void tellsThatNobodyReceivesIt() {
        var result = result(EventStatus.DELIVERED, 0);

        assertThat(result.bars()).isEmpty();
        assertThat(result.words()).isEqualTo("no recipient");
        assertThat(result.state()).isEqualTo(State.NOT_CHOSEN);
    }

    private static double right(Result result) {
        var last = result.bars().get(result.bars().size() - 1);
        return Math.round(Double.parseDouble(last.x()) + Double.parseDouble(last.width()));
    }

    private static DeliveryCount count(DeliveryStatus status, int recipients) {
        return new DeliveryCount(status, recipients);
    }

    private static Result result(EventStatus status, int recipients, DeliveryCount... deliveries) {
        return Result.of(new EventSummary(
                "e-1", "t", "1", null, "shop", List.of(), status, NOON, NOON, recipients, List.of(deliveries)));
    }
}
