package sh.fanout.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call of a handler that did not end a delivery well, or the one that did.
 *
 * @param number from 1; a call that was put off has the number of the attempt that it did not spend
 * @param started by the worker's clock; of one that was lost before its worker could tell, when the next one found out
 * @param millis how long it ran; 0 if it was lost
 * @param worker the process that ran it
 * @param outcome how it ended
 * @param error class and message of the exception; {@code null} if it returned
 */
public record Attempt(
        int number,
        Instant started,
        long millis,
        String worker,
        Outcome outcome,
        @Nullable String error) {

    /** How an attempt ended. */
    public enum Outcome {
        RETURNED,
        THREW,
        /** The handler asked for a later delivery; no attempt was spent. */
        PUT_OFF,
        /** The worker died, or the attempt ran into its time-out. */
        LOST
    }
}
