package sh.fanout.workflows.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sh.fanout.deadletter.DeadLetter;
import sh.fanout.deadletter.DeadLetterAction;

/**
 * What a dead letter has to tell the log.
 *
 * @param letter the letter as it is now; its delivery is a row of its own
 * @param accepted when its event was accepted, which identifies both rows
 * @param revision grows with everything that happens to the letter
 * @param complete whether the payload is here, or must be read from the start of the letter's run
 * @param outcome what that is to the operation that acted on it; {@code null} if none waits for it
 */
public record DeadLetterEntry(
        DeadLetter letter,
        Instant accepted,
        long revision,
        boolean complete,
        @Nullable ItemOutcome outcome) {

    /** The same about a letter whose run has ended and could not tell; what that tells all the same is newer. */
    public DeadLetterEntry discarded(DeadLetterAction last) {
        return new DeadLetterEntry(letter.discarded(last), accepted, revision, true, null);
    }

    DeadLetterEntry completed(DeadLetter whole) {
        return new DeadLetterEntry(whole, accepted, revision, true, outcome);
    }
}
