package sh.fanout.workflows.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.List;
import org.junit.jupiter.api.Test;
import sh.fanout.LaneFullException;
import sh.fanout.workflows.temporal.Bus;
import sh.fanout.workflows.testing.RealTemporal;

/** Lanes on a real server. */
class RealLaneTest extends LaneContract {

    @Override
    WorkflowServiceStubs stubs() {
        return RealTemporal.shared().stubs();
    }

    /** Not in the contract: the in-process server takes any number of signals. */
    @Test
    void saysThatTheServerTakesNoMoreMessages() {
        try (var server =
                RealTemporal.start(List.of("--dynamic-config-value", "history.maximumSignalsPerExecution=2"))) {
            var client = WorkflowClient.newInstance(server.stubs());
            var bus = Bus.of("bus", client);
            var lanes = new LaneClient(bus, LaneLimits.defaults());
            lanes.join(LANE, "one");
            lanes.join(LANE, "two");

            assertThatExceptionOfType(LaneFullException.class)
                    .isThrownBy(() -> lanes.join(LANE, "three"))
                    .withMessageContainingAll("'orders'", "'k'", "FANOUT-112");
            assertThatExceptionOfType(LaneFullException.class)
                    .isThrownBy(() -> lanes.holds(LANE, new Holds("one", List.of())));
            assertThat(new GrantingActivity(client).give(List.of(turn(bus.ids().lane("orders", "k")), turn("nobody"))))
                    .containsExactly("nobody");
        }
    }

    private static Turn turn(String event) {
        return new Turn(event, true, List.of(), 1, false, false, false);
    }
}
