package sh.fanout.examples.verify;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A process of {@link VerifyApplication}; it ends with this JVM, which holds the other end of its standard input. */
final class Application implements AutoCloseable {

    private final Process process;
    private final Path output;
    private final Path ledger;

    Application(Path output, Path ledger, Map<String, String> properties) {
        this.output = output;
        this.ledger = ledger;
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-BytecodeVerificationRemote",
                "-cp",
                System.getProperty("java.class.path"),
                VerifyApplication.class.getName(),
                "--verify.ledger=" + ledger));
        properties.forEach((name, value) -> command.add("--%s=%s".formatted(name, value)));
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Application awaitReady() {
        return awaitLine(Entry.Kind.READY, 180);
    }

    /** Lets it publish no more, and returns when each publish has its outcome. */
    Application quiet() {
        try {
            process.outputWriter().append('\n').flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return awaitLine(Entry.Kind.QUIET, 120);
    }

    /** Ends it as {@code kill -9} does. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Lets it shut down in an orderly way, as a deploy does. */
    void stop() {
        process.destroy();
        awaitEnd();
    }

    long pid() {
        return process.pid();
    }

    private Application awaitLine(Entry.Kind kind, int seconds) {
        await().atMost(seconds, SECONDS).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("The application has ended. It said:\n" + said());
            }
            return Ledger.read(ledger).stream().anyMatch(it -> it.is(kind) && it.pid() == pid());
        });
        return this;
    }

    private void awaitEnd() {
        await().atMost(40, SECONDS).until(() -> !process.isAlive());
    }

    private String said() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
