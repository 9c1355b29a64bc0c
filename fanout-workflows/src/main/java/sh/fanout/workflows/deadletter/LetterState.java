package sh.fanout.workflows.deadletter;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sh.fanout.deadletter.DeadLetter;
import sh.fanout.deadletter.DeadLetterAction;
import sh.fanout.deadletter.DeadLetterAction.Kind;
import sh.fanout.deadletter.DeadLetterStatus;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.log.LoggedDelivery;
import sh.fanout.workflows.delivery.AttemptLog;
import sh.fanout.workflows.delivery.Cause;
import sh.fanout.workflows.delivery.Verdict;
import sh.fanout.workflows.log.ItemRef;
import sh.fanout.workflows.selection.Recipient;

/**
 * Everything about a dead letter but its event, and how it changes. Pure: the workflow beside it only keeps the current one.
 *
 * @param recipient who does not have the event
 * @param delivery how far the delivery has come, with the attempts of all rounds
 * @param cause why it gave up the last time
 * @param edited whether the payload is not the one that was published
 * @param accepted when the event was accepted
 * @param parked when the delivery gave up first
 * @param changed when the letter came into its status
 * @param life how long it waits for somebody to act
 * @param revision grows with every change, and from one letter to the next of the same delivery
 * @param actions what was done about it, oldest first
 * @param item the item of an operation that is to hear what becomes of the letter; {@code null} if none is
 * @param leftOut why the last retry has not begun; {@code null} if it has
 */
public record LetterState(
        Recipient recipient,
        LoggedDelivery delivery,
        Cause cause,
        DeadLetterStatus status,
        boolean edited,
        Instant accepted,
        Instant parked,
        Instant changed,
        Duration life,
        long revision,
        List<DeadLetterAction> actions,
        @Nullable ItemRef item,
        @Nullable String leftOut) {

    private static final int REVISIONS_PER_MILLI = 1_000;

    public LetterState {
        actions = List.copyOf(actions);
    }

    /**
     * The state of a letter that was not there before.
     *
     * @param life how long it waits for somebody to act
     */
    static LetterState parked(GaveUp gaveUp, Instant accepted, Duration life) {
        return parked(gaveUp, false, accepted, life, 0);
    }

    private static LetterState parked(
            GaveUp gaveUp, boolean edited, Instant accepted, Duration life, long leastRevision) {
        var settled = gaveUp.delivery().settled();
        var now = settled == null ? accepted : settled;
        return new LetterState(
                gaveUp.recipient(),
                gaveUp.delivery(),
                gaveUp.cause(),
                DeadLetterStatus.PARKED,
                edited,
                accepted,
                now,
                now,
                life,
                Math.max(leastRevision, now.toEpochMilli() * REVISIONS_PER_MILLI),
                List.of(),
                null,
                null);
    }

    /** The state of the next letter of the event and the subscription, after this one is closed. */
    LetterState reopened(GaveUp gaveUp) {
        return parked(gaveUp, edited, accepted, life, revision + 1);
    }

    /** The state after another delivery of the event has given up; this one if it is the delivery that is parked here. */
    LetterState gaveUp(GaveUp other, Instant now) {
        if (knows(other) || status != DeadLetterStatus.PARKED) {
            return this;
        }
        var attempts = Stream.concat(delivery.attempts().stream(), other.delivery().attempts().stream())
                .toList();
        var failed = new LoggedDelivery(
                delivery.id(),
                delivery.subscription(),
                DeliveryStatus.FAILED,
                delivery.round() + 1,
                last(LoggedDelivery.MAX_ATTEMPTS, attempts),
                other.delivery().attemptCount(),
                now,
                null,
                other.cause().text());
        return with(DeadLetterStatus.PARKED, failed, other.cause(), now);
    }

    /** Whether it is the delivery that is parked here. */
    boolean knows(GaveUp gaveUp) {
        return gaveUp.delivery().id().equals(delivery.id()) && gaveUp.delivery().round() <= delivery.round();
    }

    /** Whether nothing has happened to the letter yet. */
    boolean isNew() {
        return actions.isEmpty() && changed.equals(parked);
    }

    /** When the letter expires unless somebody acts. */
    Instant expires() {
        return changed.plus(life);
    }

    /** The state after somebody has acted on a parked letter. */
    LetterState acted(LetterAct act, Instant now) {
        var next = act.kind() == Kind.RETRY ? retrying(now) : with(DeadLetterStatus.DISCARDED, delivery, cause, now);
        return new LetterState(
                act.recipient() == null ? recipient : act.recipient(),
                next.delivery,
                cause,
                next.status,
                edited || act.edited() != null,
                accepted,
                parked,
                now,
                life,
                next.revision,
                last(
                        DeadLetter.MAX_ACTIONS,
                        Stream.concat(actions.stream(), Stream.of(act.action(now)))
                                .toList()),
                act.item(),
                null);
    }

    /** Whether it is done already: an operation acts on a letter once, and may say so twice. */
    boolean hasDone(LetterAct act) {
        return act.item() != null
                && actions.stream().anyMatch(it -> act.item().operation().equals(it.operation()));
    }

    private LetterState retrying(Instant now) {
        var pending = new LoggedDelivery(
                delivery.id(),
                delivery.subscription(),
                DeliveryStatus.PENDING,
                delivery.round() + 1,
                delivery.attempts(),
                0,
                null,
                null,
                null);
        return with(DeadLetterStatus.RETRYING, pending, cause, now);
    }

    /** The state after a retry. */
    LetterState retried(Verdict verdict) {
        var logged = verdict.logged(delivery.id(), delivery.subscription(), delivery.round());
        var now = verdict.settled();
        return verdict.status() == DeliveryStatus.DELIVERED || verdict.cause() == null
                ? with(DeadLetterStatus.DELIVERED, logged, cause, now)
                : with(DeadLetterStatus.PARKED, logged, verdict.cause(), now);
    }

    /** The state after a retry that has not begun: it is parked as before. */
    LetterState leftOut(String why, Instant now) {
        var failed = new LoggedDelivery(
                delivery.id(),
                delivery.subscription(),
                DeliveryStatus.FAILED,
                delivery.round(),
                delivery.attempts(),
                0,
                now,
                null,
                cause.text());
        return with(DeadLetterStatus.PARKED, failed, cause, now, why);
    }

    /** The state after the event was delivered to the subscription by a replay. */
    LetterState replayed(Instant now) {
        return status == DeadLetterStatus.PARKED ? with(DeadLetterStatus.DELIVERED, delivery, cause, now) : this;
    }

    LetterState expired(Instant now) {
        return with(DeadLetterStatus.EXPIRED, delivery, cause, now);
    }

    /** The attempts of the rounds before the next one. */
    AttemptLog earlier() {
        return new AttemptLog(0, 0, null, delivery.attempts(), null);
    }

    /** This state as an answer to somebody. */
    LetterActed answer(boolean done) {
        return new LetterActed(done, status, actions.isEmpty() ? null : actions.get(actions.size() - 1));
    }

    /** The state once no operation waits for it any more. */
    LetterState reported() {
        return new LetterState(
                recipient, delivery, cause, status, edited, accepted, parked, changed, life, revision, actions, null,
                null);
    }

    private LetterState with(DeadLetterStatus newStatus, LoggedDelivery newDelivery, Cause newCause, Instant now) {
        return with(newStatus, newDelivery, newCause, now, null);
    }

    private LetterState with(
            DeadLetterStatus newStatus,
            LoggedDelivery newDelivery,
            Cause newCause,
            Instant now,
            @Nullable String leftOut) {
        return new LetterState(
                recipient,
                newDelivery,
                newCause,
                newStatus,
                edited,
                accepted,
                parked,
                now,
                life,
                revision + 1,
                actions,
                item,
                leftOut);
    }

    private static <T> List<T> last(int most, List<T> all) {
        return all.subList(Math.max(0, all.size() - most), all.size());
    }
}
