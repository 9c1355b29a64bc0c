package sh.fanout.deadletter;

import java.util.List;
import java.util.stream.Stream;
import sh.fanout.EventEnvelope;
import sh.fanout.log.LoggedDelivery;

/**
 * A delivery that gave up, with its own copy of the event, every attempt and everything that was done about it.
 *
 * @param summary what lists show of it
 * @param event the event as it is delivered by a retry: with the payload as it was edited last
 * @param edited whether its payload is not the one that was published
 * @param delivery the delivery with its attempts of all rounds, and the handler's stack, application frames first
 * @param actions what was done about it, oldest first; at most {@value #MAX_ACTIONS}
 */
public record DeadLetter(
        DeadLetterSummary summary,
        EventEnvelope event,
        boolean edited,
        LoggedDelivery delivery,
        List<DeadLetterAction> actions) {

    /** How many actions are kept at most. */
    public static final int MAX_ACTIONS = 20;

    public DeadLetter {
        actions = List.copyOf(actions);
    }

    /** The same about a letter that nobody keeps any more: discarded, and not under way. */
    public DeadLetter discarded(DeadLetterAction last) {
        var all = Stream.concat(actions.stream(), Stream.of(last)).toList();
        return new DeadLetter(
                summary.in(DeadLetterStatus.DISCARDED, last.when()),
                event,
                edited,
                delivery.ended(last.when(), last.why()),
                all.subList(Math.max(0, all.size() - MAX_ACTIONS), all.size()));
    }
}
