package sh.fanout.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import sh.fanout.FanoutException;
import sh.fanout.log.EventSelection;
import sh.fanout.operation.OperationPlan.Replay;

class OperationPlanTest {

    /** A list that an application has computed, and that is empty, would else mean everybody. */
    @Test
    void replaysToAllOnlyWhereNobodySaysToWhom() {
        assertThat(Replay.of(EventSelection.ALL).subscriptions()).isEmpty();
        assertThat(Replay.of(EventSelection.ALL).to("mail").subscriptions()).containsExactly("mail");
        assertThatExceptionOfType(FanoutException.class)
                .isThrownBy(() -> Replay.of(EventSelection.ALL).to(new String[0]))
                .withMessageContainingAll("FANOUT-201", "no subscription");
    }
}
