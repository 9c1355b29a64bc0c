package sh.fanout.operation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody did about an operation.
 *
 * @param rate the new rate, if it was changed to one
 * @param when by the server's clock
 */
public record OperationAction(Kind kind, @Nullable Double rate, String who, String why, Instant when) {

    /** What can be done. */
    public enum Kind {
        DRAFT,
        START,
        PAUSE,
        RESUME,
        CHANGE_RATE,
        CANCEL
    }
}
