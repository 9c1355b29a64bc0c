package sh.fanout.workflows.publish;

import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.Violation;
import sh.fanout.log.LoggedDelivery;
import sh.fanout.workflows.gather.Gather;
import sh.fanout.workflows.gather.GatherPage;

/** What those are told who want the results of one event, and how many may wait for them. */
final class Answers {

    private static final TimerOptions DEADLINE =
            TimerOptions.newBuilder().setSummary("then nobody waits any more").build();

    /** Temporal lets ten updates of a run wait at once; decisions and cancellations are updates too. */
    private static final int MAX_WAITING = 6;

    /** Temporal takes 2,000 updates by a run. */
    private static final int MAX_WAITS = 500;

    private int waiting;
    private int waits;
    private String type = "";
    private @Nullable Outcomes outcomes;
    private @Nullable GatherPage refusal;
    private boolean complete;

    /** From now on an answer has the deliveries as they are. */
    void begin(String type, Outcomes outcomes) {
        this.type = type;
        this.outcomes = outcomes;
    }

    /** Answers all who wait: every delivery is settled. */
    void settled() {
        complete = true;
    }

    /** Answers all who wait: nothing is delivered. */
    void rejected(String type, List<Violation> violations) {
        refusal = GatherPage.rejected(type, violations);
        complete = true;
    }

    /** Answers all who wait: the event is cancelled. */
    void cancelled(String type) {
        refusal = GatherPage.cancelled(type);
        complete = true;
    }

    /** Refuses one more wait, which costs the run nothing. */
    void requireRoom() {
        if (waiting >= MAX_WAITING || waits >= MAX_WAITS) {
            throw ApplicationFailure.newNonRetryableFailure(
                    "%d wait for this event, and %d have: look at its results from time to time instead."
                            .formatted(waiting, waits),
                    Gather.REFUSED);
        }
    }

    /** Whether all is settled, at the latest by the deadline. */
    boolean await(Duration deadline) {
        waits++;
        if (!complete) {
            waiting++;
            var over = Workflow.newTimer(deadline, DEADLINE);
            Workflow.await(() -> complete || over.isCompleted());
            waiting--;
        }
        return complete;
    }

    GatherPage page(@Nullable String after) {
        return refusal == null ? GatherPage.of(type, complete, results(), after) : refusal;
    }

    /** One delivery per recipient as it is; none before these are known, or if nothing is delivered. */
    List<LoggedDelivery> results() {
        return outcomes == null ? List.of() : outcomes.results();
    }

    /** A run that closed before would leave them without an answer. */
    static void awaitGiven() {
        Workflow.await(Workflow::isEveryHandlerFinished);
    }
}
