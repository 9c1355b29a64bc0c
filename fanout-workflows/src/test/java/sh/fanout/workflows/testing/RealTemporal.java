package sh.fanout.workflows.testing;

import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.nio.file.Path;
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

    // A dev server has one shard, which by default looks for due tasks 20 times a second: 50 ms for every hop.
    private static final List<String> SETTINGS = List.of(
            "history.transferProcessorMaxPollRPS=1000",
            "history.timerProcessorMaxPollRPS=1000",
            "history.visibilityProcessorMaxPollRPS=200",
            "matching.enableFairness=true");

    private static @Nullable RealTemporal shared;

    private final String target;
    private final WorkflowServiceStubs stubs;
    private final ServerProcess server;

    private RealTemporal(@Nullable Path databaseFile, List<String> extraArgs) {
        var cli = RealParts.require("FANOUT_TEMPORAL_CLI", "a real Temporal server");
        var port = ServerProcess.freePort();
        target = "127.0.0.1:" + port;
        stubs = WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder().setTarget(target).build());
        server = new ServerProcess(
                "Temporal server at " + target,
                command(cli, port, databaseFile, extraArgs),
                () -> answers(stubs, namespace()));
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
        return new RealTemporal(null, extraArgs);
    }

    /**
     * A server of one's own whose state is in a file.
     *
     * @param extraArgs further arguments of {@code temporal server start-dev}
     */
    public static RealTemporal start(Path databaseFile, List<String> extraArgs) {
        return new RealTemporal(databaseFile, extraArgs);
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
        server.kill();
    }

    /** Starts the server again at the same address, after killing it if need be; returns when it answers. */
    public void restart() {
        server.restart();
    }

    @Override
    public void close() {
        stubs.shutdownNow();
        kill();
    }

    private static List<String> command(String cli, int port, @Nullable Path databaseFile, List<String> extraArgs) {
        var command = new ArrayList<>(List.of(cli, "server", "start-dev", "--headless", "--ip", "127.0.0.1"));
        command.addAll(List.of("--port", Integer.toString(port), "--log-level", "error"));
        SETTINGS.forEach(setting -> command.addAll(List.of("--dynamic-config-value", setting)));
        if (databaseFile != null) {
            command.addAll(List.of("--db-filename", databaseFile.toString(), "--sqlite-pragma", "journal_mode=WAL"));
        }
        command.addAll(extraArgs);
        return List.copyOf(command);
    }

    private static boolean answers(WorkflowServiceStubs stubs, String namespace) {
        try {
            var request = DescribeNamespaceRequest.newBuilder().setNamespace(namespace);
            stubs.blockingStub()
                    .withDeadlineAfter(2, TimeUnit.SECONDS)
                    .withWaitForReady()
                    .describeNamespace(request.build());
            return true;
        } catch (StatusRuntimeException e) {
            return false;
        }
    }
}
