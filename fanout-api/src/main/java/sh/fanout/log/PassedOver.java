package sh.fanout.log;

import org.jspecify.annotations.Nullable;
import sh.fanout.filter.Mismatch;

/**
 * A subscription to the event's type that does not receive the event, and why.
 *
 * @param subscription its id
 * @param reason in a word
 * @param mismatch what its filter said no to; {@code null} if the reason is another one, or if there was no room to keep it
 * @param chosen the member of its consumer group that receives the event instead; {@code null} if that is not the reason
 */
public record PassedOver(
        String subscription,
        Reason reason,
        @Nullable Mismatch mismatch,
        @Nullable String chosen) {

    /** Why a subscription does not receive an event. */
    public enum Reason {
        /** Its filter does not want the event. */
        FILTER,
        /** Another member of its consumer group was chosen. */
        GROUP
    }
}
