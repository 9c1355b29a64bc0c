package sh.fanout.workflows.testing;

import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A real Temporal server on loopback: the dev server of the CLI that {@code FANOUT_TEMPORAL_CLI} names.
 *
 * <p>It ends when it is closed, and at the latest with this JVM, however that one ends. Tests of one JVM may share one;
 * they keep apart by buses of their own.
 */
public final class RealTemporal implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

    // A dev server has one shard, which by default looks for due tasks 20 times a second: 50 ms for every hop.
    private static final List<String> SETTINGS = List.of(
            "history.transferProcessorMaxPollRPS=1000",
            "history.timerProcessorMaxPollRPS=1000",
            "history.visibilityProcessorMaxPollRPS=200",
            "matching.enableFairness=true");

    // The process becomes the server, so its pid is the server's. The subshell beside it reads the pipe from this JVM,
    // which the kernel closes even when the JVM is killed.
    private static final String SERVER_THAT_ENDS_WITH_ITS_PIPE =
            "exec 3<&0; (cat <&3 >/dev/null; kill -9 $$) 2>/dev/null & exec \"$@\" 3<&- </dev/null";

    private static @Nullable RealTemporal shared;

    private final List<String> command;
    private final String target;
    private final Path output;
    private final WorkflowServiceStubs stubs;
    private Process server;

    private RealTemporal(@Nullable Path databaseFile, List<String> extraArgs) throws IOException {
        var cli = RealParts.require("FANOUT_TEMPORAL_CLI", "a real Temporal server");
        var port = freePort();
        command = command(cli, port, databaseFile, extraArgs);
        target = "127.0.0.1:" + port;
        output = Files.createTempFile("fanout-temporal", ".log");
        output.toFile().deleteOnExit();
        server = launch();
        stubs = WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder().setTarget(target).build());
        awaitAnswer();
    }

    /** The server in memory that all tests of this JVM share; never close it. */
    public static synchronized RealTemporal shared() {
        if (shared == null) {
            shared = start(List.of());
        }
        return shared;
    }

    /** A server of one's own, in memory: a restart forgets everything. */
    public static RealTemporal start(List<String> extraArgs) {
        return open(null, extraArgs);
    }

    /**
     * A server of one's own whose state is in a file.
     *
     * @param extraArgs further arguments of {@code temporal server start-dev}
     */
    public static RealTemporal start(Path databaseFile, List<String> extraArgs) {
        return open(databaseFile, extraArgs);
    }

    private static RealTemporal open(@Nullable Path databaseFile, List<String> extraArgs) {
        try {
            return new RealTemporal(databaseFile, extraArgs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stubs for this server; they survive its restart and end with {@link #close()}. */
    public WorkflowServiceStubs stubs() {
        return stubs;
    }

    public String target() {
        return target;
    }

    public String namespace() {
        return "default";
    }

    /** Ends the server as {@code kill -9} does, and returns when it is gone. */
    public void kill() {
        try {
            server.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while ending the Temporal server at " + target, e);
        }
    }

    /** Starts the server again at the same address, after killing it if need be; returns when it answers. */
    public void restart() {
        kill();
        try {
            server = launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitAnswer();
    }

    @Override
    public void close() {
        stubs.shutdownNow();
        kill();
    }

    private static List<String> command(String cli, int port, @Nullable Path databaseFile, List<String> extraArgs) {
        var command = new ArrayList<>(List.of("sh", "-c", SERVER_THAT_ENDS_WITH_ITS_PIPE, "sh"));
        command.addAll(List.of(cli, "server", "start-dev", "--headless", "--ip", "127.0.0.1"));
        command.addAll(List.of("--port", Integer.toString(port), "--log-level", "error"));
        SETTINGS.forEach(setting -> command.addAll(List.of("--dynamic-config-value", setting)));
        if (databaseFile != null) {
            command.addAll(List.of("--db-filename", databaseFile.toString(), "--sqlite-pragma", "journal_mode=WAL"));
        }
        command.addAll(extraArgs);
        return List.copyOf(command);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Process launch() throws IOException {
        var started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
        // Destroying a dead process closes its pipe, so that the subshell does not outlive it and kill a reused pid.
        var unused = started.onExit().thenAccept(Process::destroy);
        return started;
    }

    private void awaitAnswer() {
        var giveUp = Instant.now().plus(START_TIMEOUT);
        while (!answers()) {
            if (exitsWithin(50) || Instant.now().isAfter(giveUp)) {
                kill();
                throw new IllegalStateException(
                        "No Temporal server at %s after '%s'. It said:%n%s".formatted(target, command, said()));
            }
        }
    }

    private boolean answers() {
        try {
            var request = DescribeNamespaceRequest.newBuilder().setNamespace(namespace());
            stubs.blockingStub()
                    .withDeadlineAfter(2, TimeUnit.SECONDS)
                    .withWaitForReady()
                    .describeNamespace(request.build());
            return true;
        } catch (StatusRuntimeException e) {
            return false;
        }
    }

    private boolean exitsWithin(long millis) {
        try {
            return server.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the Temporal server at " + target, e);
        }
    }

    private String said() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return "(unreadable: " + e + ")";
        }
    }
}
