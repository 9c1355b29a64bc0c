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
 * @param begun whether one more call has begun, of which nothing is known yet
 */
public record AttemptLog(int calls, int spent, @Nullable Integer limit, List<Attempt> last, boolean begun) {

    public static final AttemptLog NONE = new AttemptLog(0, 0, null, List.of(), false);

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
            log = log.with(new Attempt(
                    log.spent + 1, now, 0, "unknown", Outcome.LOST, "the worker died, or the attempt timed out"));
        }
        return log;
    }

    /** This log at a worker that knows the policy. */
    AttemptLog under(RetryPolicy policy) {
        return new AttemptLog(calls, spent, policy.attempts(), last, begun);
    }

    /** This log when a handler is about to begin: what nobody reports of it later, it took with it. */
    AttemptLog beginning() {
        return new AttemptLog(calls, spent, limit, last, true);
    }

    /** This log as the beginning of another activity's, whose calls the server counts anew. */
    AttemptLog continued(Instant now) {
        var complete = begun ? catchUp(calls + 2, now) : this;
        return new AttemptLog(0, complete.spent, limit, complete.last, false);
    }

    /** This log as the beginning of another round, which has all attempts of the policy again. */
    public AttemptLog nextRound() {
        return new AttemptLog(0, 0, limit, last, false);
    }

    AttemptLog with(Attempt attempt) {
        var all = Stream.concat(last.stream(), Stream.of(attempt)).toList();
        var kept = all.subList(Math.max(0, all.size() - LoggedDelivery.MAX_ATTEMPTS), all.size());
        return new AttemptLog(calls + 1, attempt.outcome() == Outcome.PUT_OFF ? spent : spent + 1, limit, kept, false);
    }
}
