package sh.fanout.spring.mode;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;

/**
 * A dev server as a child process that cannot outlive this one, except on Windows, where only {@link #close} stops it.
 *
 * <p>The SDK's {@code TemporalDevServer} stays behind when the JVM is killed, which is why it is not used.
 */
final class DevProcess implements AutoCloseable {

    static final boolean ON_WINDOWS = File.separatorChar == '\\';

    /** Ctrl-C reaches the whole session of a terminal; the server must live until the application has drained. */
    private static final String IN_OWN_SESSION = """
            command -v setsid >/dev/null && exec setsid "$@"
            command -v perl >/dev/null && exec perl -MPOSIX -e 'POSIX::setsid(); exec @ARGV' "$@"
            exec "$@"
            """;

    /** Standard input is a pipe from the JVM: however that ends, the read returns. Killing the server loses nothing. */
    private static final String WATCHED = """
            exec 3<&0
            (trap '' HUP INT TERM; read -r _ <&3; kill -9 $$) &
            exec "$@" </dev/null 3<&-
            """;

    private final Process process;
    private final FileChannel lock;
    private final Path log;

    private DevProcess(Process process, FileChannel lock, Path log) {
        this.process = process;
        this.lock = lock;
        this.log = log;
    }

    static DevProcess start(Path cli, int port, Path dataDir, String namespace) {
        try {
            Files.createDirectories(dataDir);
            var lock = lock(dataDir);
            try {
                var log = dataDir.resolve("temporal.log");
                var process = new ProcessBuilder(command(cli, port, dataDir, namespace))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
                return new DevProcess(process, lock, log);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new FanoutException(
                    ErrorCode.TEMPORAL_UNREACHABLE,
                    "Cannot start the dev server '%s' in %s: %s.".formatted(cli, dataDir, e.getMessage()),
                    "Correct %s or %s, or set fanout.mode=embedded.".formatted(ModeClues.CLI, DevServer.DATA_DIR),
                    e);
        }
    }

    /** Held as long as the server runs: two servers on one file would both start, and destroy each other's work. */
    private static FileChannel lock(Path dataDir) throws IOException {
        var channel =
                FileChannel.open(dataDir.resolve("temporal.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // Held by this very process, which is no less a conflict.
        }
        channel.close();
        throw new FanoutException(
                ErrorCode.TEMPORAL_UNREACHABLE,
                "%s is in use by the dev server of another application.".formatted(database(dataDir)),
                "Set %s to the port of that server to share it, or %s to another folder."
                        .formatted(DevServer.PORT, DevServer.DATA_DIR));
    }

    private static List<String> command(Path cli, int port, Path dataDir, String namespace) {
        var command = new ArrayList<String>();
        if (!ON_WINDOWS) {
            command.addAll(List.of("sh", "-c", IN_OWN_SESSION, "sh", "sh", "-c", WATCHED, "sh"));
        }
        command.addAll(List.of(cli.toString(), "server", "start-dev", "--ip", "127.0.0.1"));
        command.addAll(List.of("--port", "" + port, "--ui-port", "" + DevServer.uiPort(port)));
        command.addAll(List.of("--namespace", namespace, "--log-level", "error"));
        command.addAll(List.of("--db-filename", database(dataDir).toString(), "--sqlite-pragma", "journal_mode=WAL"));
        // A dev server has one shard, which by default looks into each of its queues 20 times a second and no more.
        for (var setting : List.of(
                "history.transferProcessorMaxPollRPS=1000",
                "history.timerProcessorMaxPollRPS=1000",
                "history.visibilityProcessorMaxPollRPS=200",
                "matching.enableFairness=true")) {
            command.addAll(List.of("--dynamic-config-value", setting));
        }
        return command;
    }

    static Path database(Path dataDir) {
        return dataDir.resolve("temporal.db");
    }

    boolean alive() {
        return process.isAlive();
    }

    /** The last lines that the server wrote. */
    String lastWords() {
        try {
            var lines = Files.readAllLines(log);
            return String.join(System.lineSeparator(), lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
