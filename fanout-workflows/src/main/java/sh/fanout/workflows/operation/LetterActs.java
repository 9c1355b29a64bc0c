package sh.fanout.workflows.operation;

import java.time.Instant;
import java.util.Optional;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.operation.OperationKind;
import sh.fanout.workflows.deadletter.LoggedDeadLetters;
import sh.fanout.workflows.log.ItemOutcome;
import sh.fanout.workflows.log.ItemRef;
import sh.fanout.workflows.log.WorkItem;

/** Retries and discards the dead letters of operations. */
record LetterActs(LoggedDeadLetters letters) {

    /** Whether the log knows that the operation has acted on the letter. */
    boolean hasActed(Batch batch, WorkItem item) {
        return letters.find(item.eventId(), item.subscription()).stream()
                .flatMap(letter -> letter.actions().stream())
                .anyMatch(it -> batch.operation().equals(it.operation()));
    }

    /** Acts on a letter, which settles its item later; or says at once why the item is left out. */
    Optional<ItemOutcome> act(Batch batch, WorkItem item) {
        var ref = new ItemRef(batch.operation(), item.number());
        try {
            if (batch.kind() == OperationKind.RETRY) {
                letters.retry(ref, item.eventId(), item.subscription(), batch.who(), batch.why());
                return Optional.empty();
            }
            return letters.discard(ref, item.eventId(), item.subscription(), batch.who(), batch.why())
                    ? Optional.of(ItemOutcome.done(ref, Instant.now()))
                    : Optional.empty();
        } catch (FanoutException refusal) {
            if (refusal.code() == ErrorCode.EVENT_LOG_UNREACHABLE || refusal.code() == ErrorCode.TEMPORAL_UNREACHABLE) {
                throw refusal;
            }
            return Optional.of(ItemOutcome.skipped(ref, refusal.problem(), Instant.now()));
        }
    }
}
