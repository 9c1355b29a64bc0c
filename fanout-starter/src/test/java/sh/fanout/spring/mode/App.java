package sh.fanout.spring.mode;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

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

    private static final String WAITS = "waits for its turn";

    public static void main(String[] args) throws IOException {
        tellWhenItWaits(Thread.currentThread());
        try (var server =
                TemporalServer.dev(Path.of(args[0]), Integer.parseInt(args[1]), Path.of(args[2]), "default")) {
            System.out.println(server.describe());
            System.in.read();
        }
    }

    private static void tellWhenItWaits(Thread main) {
        var observer = new Thread(() -> {
            while (Arrays.stream(main.getStackTrace())
                    .noneMatch(it -> it.getClassName().endsWith("FileChannelImpl")
                            && it.getMethodName().equals("lock"))) {
                LockSupport.parkNanos(1_000_000);
            }
            System.out.println(WAITS);
        });
        observer.setDaemon(true);
        observer.start();
    }

    /** Waits until the application waits for others that start a server. */
    void awaitWaiting() throws IOException {
        while (!nextLine().equals(WAITS)) {}
    }

    /** Waits until the application has started. */
    String describes() throws IOException {
        var line = nextLine();
        return line.startsWith("dev server") ? line : describes();
    }

    private String nextLine() throws IOException {
        return Objects.requireNonNull(output.readLine(), "the application ended");
    }

    Process process() {
        return process;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
