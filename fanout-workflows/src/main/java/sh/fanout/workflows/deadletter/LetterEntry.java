package sh.fanout.workflows.deadletter;

import org.jspecify.annotations.Nullable;
import sh.fanout.EventEnvelope;
import sh.fanout.deadletter.DeadLetter;
import sh.fanout.deadletter.DeadLetterCreated;
import sh.fanout.deadletter.DeadLetterStatus;
import sh.fanout.deadletter.DeadLetterSummary;
import sh.fanout.workflows.log.DeadLetterEntry;
import sh.fanout.workflows.log.ItemOutcome;
import sh.fanout.workflows.temporal.Carried;

/** What the world is told of a dead letter in some state. Pure. */
final class LetterEntry {

    private LetterEntry() {}

    /** As the log keeps it. */
    static DeadLetterEntry of(LetterState state, Carried event) {
        return new DeadLetterEntry(
                letter(state, event.envelope()), state.accepted(), state.revision(), event.complete(), outcome(state));
    }

    private static DeadLetter letter(LetterState state, EventEnvelope event) {
        var delivery = state.delivery();
        var cause = state.cause();
        var summary = new DeadLetterSummary(
                event.id(),
                event.type(),
                event.orderingKey(),
                delivery.subscription(),
                state.status(),
                cause.group(delivery.subscription()),
                cause.error(),
                cause.application(),
                state.parked(),
                state.changed(),
                state.expires(),
                delivery.round());
        return new DeadLetter(summary, event, state.edited(), delivery, state.actions());
    }

    /** What that is to the item of an operation; {@code null} if none waits, or it has to wait. */
    private static @Nullable ItemOutcome outcome(LetterState state) {
        var item = state.item();
        var status = state.status();
        if (item == null || status == DeadLetterStatus.RETRYING) {
            return null;
        }
        if (state.leftOut() != null) {
            return ItemOutcome.skipped(item, state.leftOut(), state.changed());
        }
        return status == DeadLetterStatus.DELIVERED || status == DeadLetterStatus.DISCARDED
                ? ItemOutcome.done(item, state.changed())
                : ItemOutcome.failed(item, state.cause().error(), state.changed());
    }

    /** As who subscribes to new letters hears of it. */
    static DeadLetterCreated announcement(LetterState state, EventEnvelope event) {
        var delivery = state.delivery();
        var cause = state.cause();
        return new DeadLetterCreated(
                event.id(),
                event.type(),
                delivery.subscription(),
                cause.group(delivery.subscription()),
                cause.error(),
                delivery.attemptCount());
    }
}
