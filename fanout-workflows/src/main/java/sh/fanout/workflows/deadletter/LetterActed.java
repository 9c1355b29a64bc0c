package sh.fanout.workflows.deadletter;

import org.jspecify.annotations.Nullable;
import sh.fanout.deadletter.DeadLetterAction;
import sh.fanout.deadletter.DeadLetterStatus;

/**
 * What came of an act.
 *
 * @param done whether it is done, or under way
 * @param status the letter's status by now
 * @param last the last thing that somebody did; {@code null} if nobody did anything
 */
public record LetterActed(
        boolean done, DeadLetterStatus status, @Nullable DeadLetterAction last) {}
