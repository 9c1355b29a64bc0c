package sh.fanout.workflows.deadletter;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.EventEnvelope;
import sh.fanout.deadletter.DeadLetterAction;
import sh.fanout.deadletter.DeadLetterAction.Kind;
import sh.fanout.deadletter.PayloadChange;
import sh.fanout.workflows.log.ItemRef;
import sh.fanout.workflows.selection.Recipient;

/**
 * What somebody wants to be done about a dead letter.
 *
 * @param recipient the subscription as it is now; {@code null} if nothing is to be delivered
 * @param edited the event with another payload; {@code null} to leave it
 * @param changes how it differs from the one before
 * @param item the item of an operation that it is done for; {@code null} if it is done by itself
 */
public record LetterAct(
        Kind kind,
        String who,
        String why,
        @Nullable Recipient recipient,
        @Nullable EventEnvelope edited,
        List<PayloadChange> changes,
        @Nullable ItemRef item) {

    public LetterAct {
        changes = List.copyOf(changes);
    }

    static LetterAct retry(
            Recipient recipient, @Nullable EventEnvelope edited, List<PayloadChange> changes, String who, String why) {
        return new LetterAct(Kind.RETRY, who, why, recipient, edited, changes, null);
    }

    static LetterAct discard(String who, String why) {
        return new LetterAct(Kind.DISCARD, who, why, null, null, List.of(), null);
    }

    LetterAct forItem(ItemRef operationItem) {
        return new LetterAct(kind, who, why, recipient, edited, changes, operationItem);
    }

    /** What the letter keeps of it. */
    DeadLetterAction action(Instant when) {
        return new DeadLetterAction(kind, who, why, when, changes, item == null ? null : item.operation());
    }
}
