package sh.fanout.workflows.testing;

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
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A server as a child process, which ends when it is killed, and at the latest with this JVM, however that one ends. */
final class ServerProcess {

    private static final int FIRST_PORT = 12_000;
    private static final int FIRST_OF_CONNECTIONS = 32_000;
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

    // The process becomes the server, so its pid is the server's. The subshell beside it reads the pipe from this JVM,
    // which the kernel closes even when the JVM is killed.
    private static final String SERVER_THAT_ENDS_WITH_ITS_PIPE =
            "exec 3<&0; (cat <&3 >/dev/null; kill -9 $$) 2>/dev/null & exec \"$@\" 3<&- </dev/null";

    private final String name;
    private final List<String> command = new ArrayList<>(List.of("sh", "-c", SERVER_THAT_ENDS_WITH_ITS_PIPE, "sh"));
    private final BooleanSupplier answers;
    private final Path output;
    private Process server;

    /**
     * Starts the server, and returns when it answers.
     *
     * @param name what it is and where, such as {@code Redis server at 127.0.0.1:6379}
     */
    ServerProcess(String name, List<String> command, BooleanSupplier answers) {
        this.name = name;
        this.command.addAll(command);
        this.answers = answers;
        try {
            output = Files.createTempFile("fanout-server", ".log");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        output.toFile().deleteOnExit();
        server = launch();
        awaitAnswer();
    }

    /** Not one that the system gives to connections: it would be taken before the server has it. */
    static int freePort() {
        var port = ThreadLocalRandom.current().nextInt(FIRST_PORT, FIRST_OF_CONNECTIONS);
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            return freePort();
        }
    }

    long pid() {
        return server.pid();
    }

    /** Ends the server as {@code kill -9} does, and returns when it is gone. */
    void kill() {
        try {
            server.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while ending the " + name, e);
        }
    }

    /** Starts the server again, after killing it if need be; returns when it answers. */
    void restart() {
        kill();
        server = launch();
        awaitAnswer();
    }

    private Process launch() {
        try {
            var started = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                    .start();
            // Destroying a dead process closes its pipe: the subshell must not outlive it and kill a reused pid.
            var unused = started.onExit().thenAccept(Process::destroy);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitAnswer() {
        var giveUp = Instant.now().plus(START_TIMEOUT);
        while (!answers.getAsBoolean()) {
            if (exitsWithin(50) || Instant.now().isAfter(giveUp)) {
                kill();
                throw new IllegalStateException("No %s after '%s'. It said:%n%s".formatted(name, command, said()));
            }
        }
    }

    private boolean exitsWithin(long millis) {
        try {
            return server.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the " + name, e);
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
