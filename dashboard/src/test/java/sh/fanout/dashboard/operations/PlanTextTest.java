package sh.fanout.dashboard.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import sh.fanout.deadletter.DeadLetterQuery;
import sh.fanout.log.EventSelection;
import sh.fanout.log.EventStatus;
import sh.fanout.operation.OperationPlan;

class PlanTextTest {

    @Test
    void namesAFewSubscriptionsAndCountsMany() {
        var replay = OperationPlan.Replay.of(EventSelection.ALL.ofType("order.*"));

        assertThat(PlanText.of(replay)).isEqualTo("Replay order.* to all who want them");
        assertThat(PlanText.of(replay.to("bill"))).isEqualTo("Replay order.* to bill");
        assertThat(PlanText.of(replay.to("a", "b", "c"))).isEqualTo("Replay order.* to a, b and c");
        assertThat(PlanText.of(replay.to("a", "b", "c", "d"))).isEqualTo("Replay order.* to 4 subscriptions");
    }

    @Test
    void saysWhichEventsAreMeant() {
        var failed = EventSelection.ALL.in(EventStatus.FAILED);

        assertThat(PlanText.of(OperationPlan.Replay.of(EventSelection.ALL)))
                .isEqualTo("Replay all events to all who want them");
        assertThat(PlanText.of(OperationPlan.Replay.of(failed))).isEqualTo("Replay failed events to all who want them");
        assertThat(Fact.of(OperationPlan.Replay.of(failed))).contains(new Fact("Status", "failed", null));
    }

    @Test
    void saysWhichLettersAreMeant() {
        assertThat(PlanText.of(new OperationPlan.Discard(DeadLetterQuery.PARKED)))
                .isEqualTo("Discard dead letters");
        var some = DeadLetterQuery.ALL
                .ofType("order.created")
                .ofSubscription("bill")
                .inGroups(Set.of("1-ab"));
        assertThat(PlanText.of(new OperationPlan.Retry(some)))
                .isEqualTo("Retry a group of dead letters of bill and order.created");
        assertThat(PlanText.of(new OperationPlan.Retry(DeadLetterQuery.PARKED.inGroups(Set.of("1-ab", "1-cd")))))
                .isEqualTo("Retry 2 groups of dead letters");
    }
}
