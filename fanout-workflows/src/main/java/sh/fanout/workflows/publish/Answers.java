package sh.fanout.workflows.publish;

import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.Violation;
import sh.fanout.log.LoggedDelivery;
import sh.fanout.workflows.gather.Gather;
import sh.fanout.workflows.gather.GatherPage;

/** Answers whoever waits for the results of one event: once all are there, or at the asker's deadline. */
final class Answers {

    private static final TimerOptions DEADLINE = TimerOptions.newBuilder()
            .setSummary("then answer with what is there")
            .build();

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

    /** Answers all who wait: the event is taken back. */
    void cancelled(String type) {
        refusal = GatherPage.cancelled(type);
        complete = true;
    }

    GatherPage page(Gather question) {
        if (!complete && question.deadline().compareTo(Duration.ZERO) > 0) {
            var deadline = Workflow.newTimer(question.deadline(), DEADLINE);
            Workflow.await(() -> complete || deadline.isCompleted());
        }
        return refusal == null ? GatherPage.of(type, complete, results(), question.after()) : refusal;
    }

    private List<LoggedDelivery> results() {
        return outcomes == null ? List.of() : outcomes.results();
    }

    /** A run that closed before would leave them without an answer. */
    static void awaitGiven() {
        Workflow.await(Workflow::isEveryHandlerFinished);
    }
}
