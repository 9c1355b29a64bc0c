package sh.fanout.operation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody did about an operation.
 *
 * @param kind what was done
 * @param rate the rate in items per second that it was drafted with or changed to; {@code null} for none, and for any other action
 * @param pauseAfter after how many items it was to pause when it was drafted; {@code null} for never, and for any other action
 * @param who who did it
 * @param why the reason
 * @param when by the server's clock
 */
public record OperationAction(
        Kind kind, @Nullable Double rate, @Nullable Long pauseAfter, String who, String why, Instant when) {

    /** What can be done. */
    public enum Kind {
        /** It was drafted. */
        DRAFT,
        /** The draft was started. */
        START,
        /** It was held. */
        PAUSE,
        /** It was let go on. */
        RESUME,
        /** Its rate was changed. */
        CHANGE_RATE,
        /** It was ended. */
        CANCEL
    }
}
