package sh.fanout.spring.mode;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/** An application in a JVM of its own that runs on a dev server, and tells by one line on which. */
final class App implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;

    App(Path cli, int port, Path dataDir) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        App.class.getName(),
                        cli.toString(),
                        Integer.toString(port),
                        dataDir.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        output = process.inputReader();
    }

    public static void main(String[] args) throws IOException {
        try (var server =
                TemporalServer.dev(Path.of(args[0]), Integer.parseInt(args[1]), Path.of(args[2]), "default")) {
            System.out.println(server.describe());
            System.in.read();
        }
    }

    /** Waits until the application has started. */
    String describes() throws IOException {
        var line = Objects.requireNonNull(output.readLine(), "the application ended");
        return line.startsWith("dev server") ? line : describes();
    }

    Process process() {
        return process;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
