package sh.fanout.deadletter;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody did about a dead letter.
 *
 * @param kind what was done
 * @param who who did it
 * @param why the reason
 * @param when by the server's clock
 * @param changes how the payload was changed for a retry, in the first places; empty if it was not
 * @param operation the operation that it was part of; {@code null} if it was done by itself
 */
public record DeadLetterAction(
        Kind kind,
        String who,
        String why,
        Instant when,
        List<PayloadChange> changes,
        @Nullable String operation) {

    public DeadLetterAction {
        changes = List.copyOf(changes);
    }

    /** What can be done. */
    public enum Kind {
        RETRY,
        DISCARD
    }
}
