package sh.fanout.dashboard.deadletters;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sh.fanout.Violation;
import sh.fanout.dashboard.page.Refusal;
import sh.fanout.dashboard.page.Typed;
import sh.fanout.deadletter.DeadLetter;
import sh.fanout.deadletter.DeadLetterAction;
import sh.fanout.deadletter.DeadLetterStatus;

/**
 * What the page of a dead letter shows.
 *
 * @param published the payload that was published
 * @param payload the payload that is to be delivered, as it is in the editor
 * @param alike how many parked letters have failed alike
 * @param violations what is wrong with the payload; {@code null} if nobody has asked
 * @param refusal why something could not be done; {@code null} if nothing was tried
 */
public record LetterView(
        DeadLetter letter,
        String published,
        String payload,
        long alike,
        @Nullable List<Violation> violations,
        Typed typed,
        @Nullable Refusal refusal) {

    public ErrorText error() {
        return ErrorText.of(letter.summary().error());
    }

    /** Where it has failed; of a letter that is being retried, only how. */
    public StackText stack() {
        var error = letter.delivery().error();
        return StackText.of(error == null ? letter.summary().error() : error);
    }

    public LineDiff diff() {
        return LineDiff.of(published, payload);
    }

    public boolean parked() {
        return letter.summary().status() == DeadLetterStatus.PARKED;
    }

    /** Whether the page shows nothing but the letter, so that it may follow what becomes of it. */
    public boolean untouched() {
        return violations == null && refusal == null;
    }

    /** What somebody did about it last; {@code null} if nobody did anything. */
    public @Nullable DeadLetterAction last() {
        var actions = letter.actions();
        return actions.isEmpty() ? null : actions.get(actions.size() - 1);
    }

    /** The life of the letter, newest first. */
    public List<Happening> history() {
        return Happening.of(letter);
    }

    public LetterFilter group() {
        return LetterFilter.PARKED.withGroups(Set.of(letter.summary().group()));
    }
}
