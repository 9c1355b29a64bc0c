package sh.fanout.workflows.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealTemporalTest {

    @BeforeEach
    void requireRealTemporal() {
        RealParts.require("FANOUT_TEMPORAL_CLI", "a real Temporal server");
    }

    @Test
    void keepsWhatItAcceptedWhenKilled(@TempDir Path folder) {
        try (var temporal = RealTemporal.start(folder.resolve("temporal.db"), List.of())) {
            var client = WorkflowClient.newInstance(temporal.stubs());
            var options = WorkflowOptions.newBuilder()
                    .setWorkflowId("before-the-kill")
                    .setTaskQueue("nobody")
                    .build();
            client.newUntypedWorkflowStub("Anything", options).start();

            temporal.restart();

            assertThat(client.newUntypedWorkflowStub("before-the-kill")
                            .describe()
                            .getWorkflowType())
                    .isEqualTo("Anything");
        }
    }

    @Test
    void saysWhatTheServerSaidWhenItDoesNotStart() {
        assertThatThrownBy(() -> RealTemporal.start(List.of("--no-such-flag")))
                .hasMessageContaining("unknown flag: --no-such-flag");
    }

    @Test
    void endsWithTheJvmEvenWhenThatIsKilled() throws IOException, InterruptedException {
        var jvm = anotherJvmWithAServer();
        try (var said = jvm.inputReader()) {
            var server = ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();

            jvm.destroyForcibly().waitFor();

            assertThat(server.onExit()).succeedsWithin(Duration.ofSeconds(60));
        } finally {
            jvm.destroyForcibly();
        }
    }

    private static Process anotherJvmWithAServer() throws IOException {
        var java = ProcessHandle.current().info().command().orElseThrow();
        var main = OtherJvm.class.getName();
        return new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), main)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Starts a server, prints its process id, and stays. */
    static final class OtherJvm {

        private OtherJvm() {}

        public static void main(String[] args) throws InterruptedException {
            RealTemporal.shared();
            System.out.println(
                    ProcessHandle.current().children().findFirst().orElseThrow().pid());
            Thread.currentThread().join();
        }
    }
}
