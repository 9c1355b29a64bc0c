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
import sh.fanout.log.NextAttempt;
import sh.fanout.subscription.Pause;

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
    void tellsWhichAttemptIsNextAndOfHowMany() {
        var thrown = attempt(1, 0, 100, Outcome.THREW);
        var putOff = attempt(1, 0, 0, Outcome.PUT_OFF);

        assertThat(open(0, 2, 5, thrown).note()).isEqualTo("attempt 2 of 5");
        assertThat(open(2, 2, 5, thrown).note()).isEqualTo("attempt 2 of 5, round 3");
        assertThat(open(0, 2, null, thrown).note()).isEqualTo("attempt 2");
        assertThat(open(0, 2_000, Integer.MAX_VALUE, thrown).note()).isEqualTo("attempt 2,000");
        assertThat(open(0, 1, 5, putOff).words()).isEqualTo("put off, attempt 1 of 5");
        assertThat(open(0, 1, 5, putOff).segments().get(0).label()).isEqualTo("< 1 ms");
    }

    @Test
    void countsTheAttemptsOfWhatHasSettledOrHasNotBegun() {
        assertThat(track(DeliveryStatus.DELIVERED, attempt(1, 0, 100, Outcome.RETURNED))
                        .note())
                .isEqualTo("1 attempt");
        assertThat(track(DeliveryStatus.PENDING).note()).isEqualTo("no attempt");
    }

    @Test
    void isHeldBackOnlyWhileItIsOnItsWay() {
        var pause = new Pause("alice", "the carrier is down", NOON, null);
        var waiting = track(DeliveryStatus.PENDING).delivery();
        var settled = track(DeliveryStatus.DELIVERED).delivery();
        var next = new NextAttempt(2, 5, NOON.plusSeconds(60));

        assertThat(Track.of(waiting, false, pause, TEN_SECONDS, NOON).pause()).isEqualTo(pause);
        assertThat(Track.of(settled, false, pause, TEN_SECONDS, NOON).pause()).isNull();
        assertThat(Track.of(waiting.after(List.of(), 1, next), false, pause, TEN_SECONDS, NOON)
                        .next())
                .isNull();
    }

    @Test
    void keepsAShortCallVisibleAndInside() {
        var track = track(DeliveryStatus.DELIVERED, attempt(1, 9_999, 1, Outcome.RETURNED));
        var call = track.segments().get(1);

        assertThat(call.width()).isEqualTo(0.6);
        assertThat(call.x() + call.width()).isLessThanOrEqualTo(100);
    }

    private static Track open(int round, int number, @Nullable Integer limit, Attempt last) {
        var delivery =
                new LoggedDelivery("e/bill", "bill", DeliveryStatus.PENDING, round, List.of(), 0, null, null, null);
        var next = new NextAttempt(number, limit, NOON.plusSeconds(60));
        return Track.of(delivery.after(List.of(last), number - 1, next), false, null, TEN_SECONDS, NOON.plusSeconds(5));
    }

    private static Track track(DeliveryStatus status, Attempt... attempts) {
        @Nullable Instant settled = status.settled() ? NOON.plusSeconds(3) : null;
        var delivery = new LoggedDelivery(
                "e/bill", "bill", status, 0, List.of(attempts), attempts.length, settled, null, null);
        return Track.of(delivery, false, null, TEN_SECONDS, NOON.plusSeconds(5));
    }

    private static Attempt attempt(int number, long startedMillis, long millis, Outcome outcome) {
        return new Attempt(number, NOON.plusMillis(startedMillis), millis, "w", outcome, null);
    }
}
