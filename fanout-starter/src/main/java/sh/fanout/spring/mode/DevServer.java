package sh.fanout.spring.mode;

import io.grpc.Status;
import io.temporal.serviceclient.GrpcCompression;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;

/**
 * The Temporal of this machine at one port: started by this process, or found running and then left running.
 *
 * @param process the server that was started; none if one was found
 */
record DevServer(
        WorkflowServiceStubs stubs,
        int port,
        Path dataDir,
        String namespace,
        @Nullable DevProcess process) implements TemporalServer {

    static final String PORT = "fanout.dev.port";
    static final String DATA_DIR = "fanout.data-dir";

    private static final Duration PATIENCE_WITH_FOUND = Duration.ofSeconds(5);
    private static final Duration PATIENCE_WITH_STARTED = Duration.ofSeconds(30);
    private static final int HIGHEST_PORT = 0xFFFF - 1000;

    static DevServer at(Path cli, int port, Path dataDir, String namespace) {
        if (port < 1 || port > HIGHEST_PORT) {
            throw new FanoutException(
                    ErrorCode.INVALID_SETTING,
                    "%s is %d.".formatted(PORT, port),
                    "Set it between 1 and %d: the Web UI takes the port 1000 above.".formatted(HIGHEST_PORT));
        }
        var options = WorkflowServiceStubsOptions.newBuilder()
                .setTarget("127.0.0.1:" + port)
                .setGrpcCompression(GrpcCompression.NONE)
                .build();
        var server = new DevServer(WorkflowServiceStubs.newServiceStubs(options), port, dataDir, namespace, null);
        try {
            return server.foundOrStarted(cli);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** One at a time per user: of applications that start together, the first starts the server, the others find it. */
    private DevServer foundOrStarted(Path cli) {
        var file = turns();
        synchronized (DevServer.class) {
            try (var turn = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                return isRunning(awaitTurn(turn)) ? this : new DevServer(stubs, port, dataDir, namespace, start(cli));
            } catch (IOException e) {
                throw new FanoutException(
                        ErrorCode.TEMPORAL_UNREACHABLE,
                        "Cannot lock %s: %s.".formatted(file, e.getMessage()),
                        "Make it writable, or start a Temporal at %s yourself.".formatted(address()),
                        e);
            }
        }
    }

    /** The file that is locked by whoever has the turn. */
    static Path turns() {
        var user = System.getProperty("user.name", "").replaceAll("\\W", "_");
        return Path.of(System.getProperty("java.io.tmpdir"), "fanout-dev-%s.lock".formatted(user));
    }

    /** How patient to be with a server that is found: whoever had the turn may have started it just now. */
    private static Duration awaitTurn(FileChannel turn) throws IOException {
        if (turn.tryLock() != null) {
            return PATIENCE_WITH_FOUND;
        }
        turn.lock();
        return PATIENCE_WITH_STARTED;
    }

    private boolean isRunning(Duration patience) {
        if (!accepts(port)) {
            return false;
        }
        var refusal = Reachability.refusal(stubs, namespace, patience, () -> accepts(port));
        if (refusal.isPresent() && refusal.get().getCode() == Status.Code.NOT_FOUND) {
            throw unreachable(
                    "The Temporal at %s has no namespace '%s'.".formatted(address(), namespace),
                    "Create it with 'temporal operator namespace create --address %s --namespace %s', or set %s to a free port."
                            .formatted(address(), namespace, PORT));
        }
        if (refusal.isPresent() && accepts(port)) {
            throw unreachable(
                    "Port %d is taken by something that is not Temporal.".formatted(port),
                    "Set %s to a free port.".formatted(PORT));
        }
        return refusal.isEmpty();
    }

    private DevProcess start(Path cli) {
        var started = DevProcess.start(cli, port, dataDir, namespace);
        var refusal = Reachability.refusal(stubs, namespace, PATIENCE_WITH_STARTED, started::alive);
        if (refusal.isEmpty() && started.alive()) {
            return started;
        }
        var end = started.alive() ? "did not answer within %d s".formatted(PATIENCE_WITH_STARTED.toSeconds()) : "ended";
        var lastWords = started.lastWords();
        started.close();
        throw unreachable(
                "The dev server at %s, kept in %s, %s:%n%s%n"
                        .formatted(address(), DevProcess.database(dataDir), end, lastWords),
                wayOut(lastWords));
    }

    private static String wayOut(String lastWords) {
        if (lastWords.contains("address already in use")) {
            return "Set %s to a free port whose neighbour 1000 above, for the Web UI, is free too.".formatted(PORT);
        }
        if (lastWords.contains("database is locked")) {
            return "End the program that has the file open, or set %s to another folder.".formatted(DATA_DIR);
        }
        return "Correct what it complains about, or set fanout.mode=embedded to run without it.";
    }

    private static FanoutException unreachable(String problem, String hint) {
        return new FanoutException(ErrorCode.TEMPORAL_UNREACHABLE, problem, hint);
    }

    private static boolean accepts(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    static int uiPort(int port) {
        return port + 1000;
    }

    private String address() {
        return "127.0.0.1:" + port;
    }

    @Override
    public String describe() {
        return process == null
                ? "dev server at %s, found running".formatted(address())
                : "dev server at %s, kept in %s".formatted(address(), DevProcess.database(dataDir));
    }

    @Override
    public @Nullable URI webUi() {
        return accepts(uiPort(port)) ? URI.create("http://127.0.0.1:" + uiPort(port)) : null;
    }

    @Override
    public boolean embedded() {
        return false;
    }

    @Override
    public void close() {
        stubs.shutdownNow();
        if (process != null) {
            process.close();
        }
    }
}
