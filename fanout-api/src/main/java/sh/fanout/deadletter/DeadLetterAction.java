package sh.fanout.deadletter;

import java.time.Instant;
import java.util.List;

/**
 * What somebody did about a dead letter.
 *
 * @param kind what was done
 * @param who who did it
 * @param why the reason
 * @param when by the server's clock
 * @param changes how the payload was changed for a retry, in the first places; empty if it was not
 */
public record DeadLetterAction(Kind kind, String who, String why, Instant when, List<PayloadChange> changes) {

    public DeadLetterAction {
        changes = List.copyOf(changes);
    }

    /** What can be done. */
    public enum Kind {
        RETRY,
        DISCARD
    }
}
