package sh.fanout.dashboard.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import sh.fanout.dashboard.events.Segment.Kind;
import sh.fanout.dashboard.page.State;
import sh.fanout.log.Attempt;
import sh.fanout.log.Attempt.Outcome;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.log.LoggedDelivery;

class TrackTest {

    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final Axis TEN_SECONDS = Axis.over(List.of(new Span(NOON, NOON.plusSeconds(10))));

    @Test
    void drawsTheWaitAndTheCall() {
        var track = track(DeliveryStatus.DELIVERED, attempt(1, 2_000, 500, Outcome.RETURNED));

        assertThat(track.segments()).extracting(Segment::kind).containsExactly(Kind.WAITED, Kind.RETURNED);
        assertThat(track.segments().get(1).place()).isEqualTo("20.00%");
        assertThat(track.segments().get(1).breadth()).isEqualTo("5.00%");
        assertThat(track.state()).isEqualTo(State.DELIVERED);
    }

    @Test
    void tellsAnAttemptThatFailedFromTheOneThatGaveUp() {
        var track =
                track(DeliveryStatus.FAILED, attempt(1, 0, 100, Outcome.THREW), attempt(2, 1_000, 100, Outcome.THREW));

        assertThat(track.segments()).extracting(Segment::kind).containsExactly(Kind.THREW, Kind.PAUSED, Kind.GAVE_UP);
        assertThat(track.state()).isEqualTo(State.FAILED);
    }

    @Test
    void goesOnToThePresentWhileItRetries() {
        var track = track(DeliveryStatus.PENDING, attempt(1, 0, 100, Outcome.THREW));

        assertThat(track.segments()).extracting(Segment::kind).containsExactly(Kind.THREW, Kind.PAUSED);
        assertThat(track.segments().get(1).end()).isEqualTo("50.00%");
        assertThat(track.state()).isEqualTo(State.RETRYING);
    }

    @Test
    void keepsAShortCallVisibleAndInside() {
        var track = track(DeliveryStatus.DELIVERED, attempt(1, 9_999, 1, Outcome.RETURNED));
        var call = track.segments().get(1);

        assertThat(call.width()).isEqualTo(0.6);
        assertThat(call.x() + call.width()).isLessThanOrEqualTo(100);
    }

    private static Track track(DeliveryStatus status, Attempt... attempts) {
        @Nullable Instant settled = status.settled() ? NOON.plusSeconds(3) : null;
        var delivery = new LoggedDelivery(
                "e/bill", "bill", status, 0, List.of(attempts), attempts.length, settled, null, null);
        return Track.of(delivery, false, TEN_SECONDS, NOON.plusSeconds(5));
    }

    private static Attempt attempt(int number, long startedMillis, long millis, Outcome outcome) {
        return new Attempt(number, NOON.plusMillis(startedMillis), millis, "w", outcome, null);
    }
}
