package sh.fanout.workflows.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import sh.fanout.EventEnvelope;
import sh.fanout.PublishFailedException;
import sh.fanout.workflows.lane.LaneClient;
import sh.fanout.workflows.lane.LaneLimits;
import sh.fanout.workflows.temporal.History;
import sh.fanout.workflows.temporal.TaskQueues;
import sh.fanout.workflows.temporal.WorkflowIds;

class FanOutStarterTest {

    /** The SDK tries again after 1.65 s and then after 2.85 s: a time-out in between meets it asleep. */
    private static final Duration TIMEOUT = Duration.ofMillis(1_900);

    @Test
    void failsWithinTheTimeoutWhereNobodyAnswers() {
        var timer = Executors.newSingleThreadScheduledExecutor();
        var stubs = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget("127.0.0.1:1")
                .build());
        try {
            var client = WorkflowClient.newInstance(stubs);
            var history = new History(stubs, "default", client.getOptions().getDataConverter());
            var ids = new WorkflowIds("t");
            var queues = new TaskQueues("t");
            var lanes = new LaneClient(client, ids, queues, LaneLimits.defaults());
            var starter = new FanOutStarter(client, history, ids, queues, lanes, TIMEOUT, timer);
            var began = Instant.now();

            assertThatExceptionOfType(PublishFailedException.class)
                    .isThrownBy(() -> starter.start(event(), false))
                    .satisfies(it -> assertThat(it.mayHaveBeenAccepted()).isFalse());

            assertThat(Duration.between(began, Instant.now())).isLessThan(TIMEOUT.plusMillis(400));
            assertThat(Thread.interrupted()).isFalse();
        } finally {
            stubs.shutdownNow();
            timer.shutdownNow();
        }
    }

    private static EventEnvelope event() {
        return EventEnvelope.of("e-1", "order.created", "{}", Instant.EPOCH);
    }
}
