package sh.fanout.spring.mode;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Empty;
import io.temporal.api.testservice.v1.TestServiceGrpc;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class EmbeddedServerTest {

    @Test
    void timersTakeTheirTimeAndTheClockIsTheRealOne() {
        try (var server = TemporalServer.embedded("default")) {
            var client = WorkflowClient.newInstance(server.stubs());
            var factory = WorkerFactory.newInstance(client);
            factory.newWorker("naps").registerWorkflowImplementationTypes(OneNap.class);
            factory.start();
            var nap = client.newWorkflowStub(
                    Nap.class, WorkflowOptions.newBuilder().setTaskQueue("naps").build());

            var begin = Instant.now();
            nap.take(Duration.ofMillis(1500));
            var end = Instant.now();

            assertThat(Duration.between(begin, end)).isGreaterThanOrEqualTo(Duration.ofMillis(1500));
            assertThat(clockOf(server))
                    .isBetween(end.truncatedTo(ChronoUnit.MILLIS), Instant.now().plusMillis(1));
            factory.shutdownNow();
        }
    }

    @Test
    void saysThatNothingLasts() {
        try (var server = TemporalServer.embedded("orders")) {
            assertThat(server.describe()).isEqualTo("embedded (in memory, lost at exit)");
            assertThat(server.warning()).contains("NOT DURABLE");
            assertThat(server.namespace()).isEqualTo("orders");
            assertThat(server.embedded()).isTrue();
            assertThat(server.webUi()).isNull();
        }
    }

    @Test
    void tellsWhyItDoesNotServeItsNamespace() {
        var server = TemporalServer.embedded("default");
        assertThat(server.refusal()).isEmpty();

        server.close();

        assertThat(server.refusal()).isPresent();
    }

    private static Instant clockOf(TemporalServer server) {
        var time = TestServiceGrpc.newBlockingStub(server.stubs().getRawChannel())
                .getCurrentTime(Empty.getDefaultInstance())
                .getTime();
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }

    @WorkflowInterface
    public interface Nap {
        @WorkflowMethod
        void take(Duration duration);
    }

    public static class OneNap implements Nap {
        @Override
        public void take(Duration duration) {
            Workflow.sleep(duration);
        }
    }
}
