package sh.fanout.workflows.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import sh.fanout.EventEnvelope;
import sh.fanout.PublishFailedException;
import sh.fanout.workflows.lane.LaneClient;
import sh.fanout.workflows.lane.LaneLimits;
import sh.fanout.workflows.temporal.Bus;

class FanOutStarterTest {

    /** The SDK tries again after some 2.9 s and then after some 4.9 s, and gives up after 30 s. */
    private static final Duration TIMEOUT = Duration.ofMillis(3_200);

    /** For a machine that has other work. */
    private static final Duration SLACK = Duration.ofSeconds(20);

    @Test
    void failsWithinTheTimeoutWhereNobodyAnswers() {
        var timer = Executors.newSingleThreadScheduledExecutor();
        var stubs = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget("127.0.0.1:1")
                .build());
        try {
            var bus = Bus.of("t", WorkflowClient.newInstance(stubs));
            var starter = new FanOutStarter(bus, new LaneClient(bus, LaneLimits.defaults()), TIMEOUT, timer);
            var began = Instant.now();

            assertThatExceptionOfType(PublishFailedException.class)
                    .isThrownBy(() -> starter.start(event(), false))
                    .satisfies(it -> assertThat(it.mayHaveBeenAccepted()).isFalse())
                    // Who wakes without it tells of one more try instead.
                    .satisfies(it -> assertThat(it).hasRootCauseInstanceOf(CancellationException.class));

            assertThat(Duration.between(began, Instant.now())).isLessThan(TIMEOUT.plus(SLACK));
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
