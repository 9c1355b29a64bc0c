package sh.fanout.workflows.delivery;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sh.fanout.log.Attempt;
import sh.fanout.log.Attempt.Outcome;
import sh.fanout.log.LoggedDelivery;
import sh.fanout.subscription.RetryPolicy;

/**
 * The attempts of one delivery so far. Each attempt hands it to the next in its heartbeat, which the server keeps across
 * retries: no history events, and visible live.
 *
 * @param calls how often the server has run the activity, the running call excluded
 * @param spent how many of the policy's attempts are used up
 * @param limit how many the policy has; {@code null} as long as no worker has told
 * @param last the last attempts, oldest first
 * @param began when one more call began, of which nothing is known yet; {@code null} if none did
 */
public record AttemptLog(
        int calls,
        int spent,
        @Nullable Integer limit,
        List<Attempt> last,
        @Nullable Instant began) {

    public static final AttemptLog NONE = new AttemptLog(0, 0, null, List.of(), null);

    public AttemptLog {
        last = List.copyOf(last);
    }

    /**
     * This log when the server begins its call number {@code call}: calls that never reported are lost attempts.
     *
     * <p>They are counted, or an event that kills its process would come back for ever.
     */
    AttemptLog catchUp(int call, Instant now) {
        var log = this;
        while (log.calls < call - 1) {
            var started = log.began == null ? now : log.began;
            log = log.with(new Attempt(
                    log.spent + 1, started, 0, "unknown", Outcome.LOST, "the worker died, or the attempt timed out"));
        }
        return log;
    }

    /** This log at a worker that knows the policy. */
    AttemptLog under(RetryPolicy policy) {
        return new AttemptLog(calls, spent, policy.attempts(), last, began);
    }

    /** This log when a handler is about to begin: what nobody reports of it later, it took with it. */
    AttemptLog beginning(Instant now) {
        return new AttemptLog(calls, spent, limit, last, now);
    }

    /** This log as the beginning of another activity's, whose calls the server counts anew. */
    AttemptLog continued(Instant now) {
        var complete = began == null ? this : catchUp(calls + 2, now);
        return new AttemptLog(0, complete.spent, limit, complete.last, null);
    }

    /** This log as the beginning of another round, which has all attempts of the policy again. */
    public AttemptLog nextRound() {
        return new AttemptLog(0, 0, limit, last, null);
    }

    AttemptLog with(Attempt attempt) {
        var all = Stream.concat(last.stream(), Stream.of(attempt)).toList();
        var kept = all.subList(Math.max(0, all.size() - LoggedDelivery.MAX_ATTEMPTS), all.size());
        return new AttemptLog(calls + 1, attempt.outcome() == Outcome.PUT_OFF ? spent : spent + 1, limit, kept, null);
    }
}
