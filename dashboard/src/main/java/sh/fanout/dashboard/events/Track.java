package sh.fanout.dashboard.events;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.dashboard.events.Segment.Kind;
import sh.fanout.dashboard.page.State;
import sh.fanout.dashboard.page.Texts;
import sh.fanout.log.Attempt;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.log.LoggedDelivery;
import sh.fanout.subscription.Pause;

/**
 * One delivery on the time axis of its event.
 *
 * @param letter whether it waits as a dead letter, or has been one
 * @param pause who holds it back; {@code null} if nobody does
 * @param segments what happened, in order
 */
public record Track(
        LoggedDelivery delivery, boolean letter, @Nullable Pause pause, List<Segment> segments) {

    /** About how wide a label is, in percent of an axis that is not small. */
    private static final double LABEL = 11;

    public Track {
        segments = List.copyOf(segments);
    }

    /** @param pause who holds back its subscription, and so what is on its way */
    static Track of(LoggedDelivery delivery, boolean letter, @Nullable Pause pause, Axis axis, Instant now) {
        var held = delivery.status() == DeliveryStatus.PENDING ? pause : null;
        return new Track(delivery, letter, held, readable(segments(delivery, axis, now)));
    }

    private static List<Segment> segments(LoggedDelivery delivery, Axis axis, Instant now) {
        var segments = new ArrayList<Segment>();
        var reached = axis.begin();
        for (var attempt : delivery.attempts()) {
            var ended = attempt.started().plusMillis(attempt.millis());
            if (axis.at(attempt.started()) - axis.at(reached) > 1) {
                var first = segments.isEmpty();
                segments.add(Segment.between(
                        axis, reached, attempt.started(), first ? Kind.WAITED : Kind.PAUSED, first ? "waited" : ""));
            }
            segments.add(Segment.between(axis, attempt.started(), ended, kind(delivery, attempt), label(attempt)));
            reached = ended.isAfter(reached) ? ended : reached;
        }
        if (!delivery.status().settled()) {
            segments.add(Segment.between(
                    axis,
                    reached,
                    now,
                    segments.isEmpty() ? Kind.WAITED : Kind.PAUSED,
                    segments.isEmpty() ? "waits" : ""));
        }
        return segments;
    }

    /** The same without labels that the next one would cover. */
    private static List<Segment> readable(List<Segment> segments) {
        var readable = new ArrayList<>(segments);
        var next = Double.MAX_VALUE;
        for (var i = segments.size() - 1; i >= 0; i--) {
            var segment = segments.get(i);
            if (segment.x() + LABEL > next) {
                readable.set(i, segment.silent());
            } else if (!segment.label().isEmpty()) {
                next = segment.x();
            }
        }
        return readable;
    }

    private static Kind kind(LoggedDelivery delivery, Attempt attempt) {
        var last = attempt.equals(delivery.attempts().get(delivery.attempts().size() - 1));
        return switch (attempt.outcome()) {
            case RETURNED -> Kind.RETURNED;
            case PUT_OFF -> Kind.WAITED;
            case THREW, LOST -> last && delivery.status() == DeliveryStatus.FAILED ? Kind.GAVE_UP : Kind.THREW;
        };
    }

    private static String label(Attempt attempt) {
        return attempt.outcome() == Attempt.Outcome.LOST ? "lost" : Texts.ran(attempt);
    }

    public State state() {
        return switch (delivery.status()) {
            case PENDING -> pending();
            case BLOCKED -> State.BLOCKED;
            case DELIVERED -> State.DELIVERED;
            case FAILED -> letter ? State.PARKED : State.FAILED;
            case EXPIRED -> letter ? State.PARKED : State.EXPIRED;
            case PASSED_ON -> State.PASSED_ON;
        };
    }

    private State pending() {
        var attempts = delivery.attempts();
        if (attempts.isEmpty()) {
            return State.WAITING;
        }
        var last = attempts.get(attempts.size() - 1);
        return last.outcome() == Attempt.Outcome.PUT_OFF ? State.PUT_OFF : State.RETRYING;
    }

    /** What there is to add to the state: which attempt is next, or how many there were. */
    public String note() {
        var attempts = attempts();
        if (delivery.replay() != null) {
            return attempts + ", replayed";
        }
        return delivery.round() == 0 ? attempts : "%s, round %d".formatted(attempts, delivery.round() + 1);
    }

    private String attempts() {
        var next = delivery.nextAttempt();
        if (next == null) {
            return delivery.attemptCount() == 0 ? "no attempt" : Texts.count(delivery.attemptCount(), "attempt");
        }
        return next.limit() == null || next.limit() == Integer.MAX_VALUE
                ? "attempt %s".formatted(Texts.number(next.number()))
                : "attempt %s of %s".formatted(Texts.number(next.number()), Texts.number(next.limit()));
    }

    /** When the next attempt begins; {@code null} if it is not known to wait for one, or is held back. */
    public @Nullable Instant next() {
        return pause != null || delivery.nextAttempt() == null
                ? null
                : delivery.nextAttempt().at();
    }

    /** The operation that replayed it; {@code null} if none did. */
    public @Nullable String replay() {
        return delivery.replay();
    }

    /** The drawing in words. */
    public String words() {
        return "%s, %s".formatted(state().word(), note());
    }
}
