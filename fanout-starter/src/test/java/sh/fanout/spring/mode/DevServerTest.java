package sh.fanout.spring.mode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.awaitility.Awaitility.await;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;

class DevServerTest {

    private final Path cli = RealTemporal.cli();
    private final int port = RealTemporal.freePort();

    @TempDir
    private Path folder;

    @Test
    void keepsItsDataAcrossARestart() {
        try (var server = TemporalServer.dev(cli, port, folder.resolve("data"), "orders")) {
            assertThat(server.describe())
                    .isEqualTo("dev server at 127.0.0.1:%d, kept in %s/data/temporal.db", port, folder);
            assertThat(server.webUi()).hasToString("http://127.0.0.1:" + (port + 1000));
            start(server, "kept");
        }
        assertThat(RealTemporal.accepts(port)).isFalse();

        try (var server = TemporalServer.dev(cli, port, folder.resolve("data"), "orders")) {
            assertThatNoException()
                    .isThrownBy(
                            () -> client(server).newUntypedWorkflowStub("kept").describe());
        }
    }

    @Test
    void usesARunningServerAndLeavesItRunning() {
        try (var first = TemporalServer.dev(cli, port, folder, "default")) {
            var second = TemporalServer.dev(cli, port, folder, "default");
            start(second, "shared");
            second.close();

            assertThat(second.describe()).isEqualTo("dev server at 127.0.0.1:%d, found running", port);
            assertThatNoException()
                    .isThrownBy(
                            () -> client(first).newUntypedWorkflowStub("shared").describe());
        }
    }

    @Test
    void startsOneServerForApplicationsThatStartTogether() throws Exception {
        var first = new App(cli, port, folder.resolve("first"));
        var second = new App(cli, port, folder.resolve("second"));
        try (first;
                second) {
            assertThat(List.of(first.describes(), second.describes()))
                    .containsOnlyOnce("dev server at 127.0.0.1:%d, found running".formatted(port));
        }
    }

    /** On a slow machine a server listens long before it answers. */
    @Test
    void isPatientWithAServerThatSomebodyHasStartedJustNow() throws Exception {
        try (var app = startedWhileThePortIsSilent()) {
            assertThat(app.describes()).startsWith("dev server at 127.0.0.1:%d, kept in".formatted(port));
        }
    }

    private App startedWhileThePortIsSilent() throws IOException {
        try (var silent = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
            assertThat(silent.isBound()).isTrue();
            var app = startedWhileAnotherHasTheTurn();
            await().during(Duration.ofSeconds(8)).until(app.process()::isAlive);
            return app;
        }
    }

    private App startedWhileAnotherHasTheTurn() throws IOException {
        try (var turns = FileChannel.open(DevServer.turns(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var turn = turns.lock()) {
            assertThat(turn.isValid()).isTrue();
            var app = new App(cli, port, folder);
            app.awaitWaiting();
            return app;
        }
    }

    @Test
    void leavesNothingBehindWhenTheApplicationIsKilled() throws Exception {
        try (var app = new App(cli, port, folder)) {
            app.describes();
            var children = app.process().descendants().toList();
            assertThat(children).isNotEmpty();

            app.process().destroyForcibly();

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(children).noneMatch(ProcessHandle::isAlive));
            assertThat(RealTemporal.accepts(port)).isFalse();
        }
    }

    @Test
    void refusesAPortThatSomethingElseHas() throws IOException {
        try (var other = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
            assertThat(other.isBound()).isTrue();
            assertUnreachable("Port %d is taken by something that is not Temporal".formatted(port), "fanout.dev.port");
        }
    }

    @Test
    void refusesWhenThePortOfTheWebUiIsTaken() throws IOException {
        try (var other = new ServerSocket(port + 1000, 50, InetAddress.getLoopbackAddress())) {
            assertThat(other.isBound()).isTrue();
            assertUnreachable("can't set UI port", "fanout.dev.port");
        }
    }

    @Test
    void refusesADatabaseThatAnotherServerHas() {
        try (var first = TemporalServer.dev(cli, RealTemporal.freePort(), folder, "default")) {
            assertThat(first.embedded()).isFalse();
            assertUnreachable("temporal.db is in use", "fanout.data-dir");
        }
    }

    @Test
    void refusesARunningServerWithoutTheNamespace() {
        try (var first = TemporalServer.dev(cli, port, folder, "default")) {
            assertThat(first.namespace()).isEqualTo("default");
            assertThatExceptionOfType(FanoutException.class)
                    .isThrownBy(() -> TemporalServer.dev(cli, port, folder, "orders"))
                    .withMessageContainingAll("has no namespace 'orders'", "namespace create");
        }
    }

    private void assertUnreachable(String problem, String hint) {
        assertThatExceptionOfType(FanoutException.class)
                .isThrownBy(() -> TemporalServer.dev(cli, port, folder, "default"))
                .satisfies(refusal -> {
                    assertThat(refusal.code()).isEqualTo(ErrorCode.TEMPORAL_UNREACHABLE);
                    assertThat(refusal.problem()).contains(problem);
                    assertThat(refusal.hint()).contains(hint);
                });
    }

    private static void start(TemporalServer server, String id) {
        var options = WorkflowOptions.newBuilder()
                .setWorkflowId(id)
                .setTaskQueue("nobody")
                .build();
        client(server).newUntypedWorkflowStub("Any", options).start();
    }

    private static WorkflowClient client(TemporalServer server) {
        return WorkflowClient.newInstance(
                server.stubs(),
                WorkflowClientOptions.newBuilder()
                        .setNamespace(server.namespace())
                        .build());
    }
}
