package sh.fanout.workflows.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A real Redis on loopback, of the program that {@code FANOUT_REDIS_SERVER} names; it keeps nothing on disk.
 *
 * <p>It ends when it is closed, and at the latest with this JVM, however that one ends. Tests of one JVM may share one;
 * they keep apart by buses of their own.
 */
public final class RealRedis implements AutoCloseable {

    private static @Nullable RealRedis shared;

    private final int port = ServerProcess.freePort();
    private final ServerProcess server;

    private RealRedis(List<String> extraArgs) {
        var command = new ArrayList<>(List.of(RealParts.require("FANOUT_REDIS_SERVER", "a real Redis")));
        command.addAll(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1"));
        command.addAll(List.of("--save", "", "--appendonly", "no", "--loglevel", "warning"));
        // A replica writes what it is sent by its master, whatever else it keeps.
        command.addAll(List.of("--dir", "target"));
        command.addAll(extraArgs);
        server = new ServerProcess("Redis at 127.0.0.1:" + port, command, this::answers);
    }

    /** The server that all tests of this JVM share; never close it. */
    public static synchronized RealRedis shared() {
        if (shared == null) {
            shared = start();
        }
        return shared;
    }

    /**
     * A server of one's own.
     *
     * @param extraArgs further arguments of {@code redis-server}
     */
    public static RealRedis start(String... extraArgs) {
        return new RealRedis(List.of(extraArgs));
    }

    /** Such as {@code redis://127.0.0.1:6379}. */
    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** Runs one command, such as {@code CONFIG SET maxmemory 1}, and returns the first line of the answer as Redis sends it. */
    public String run(String command) {
        try {
            return send(command);
        } catch (IOException e) {
            throw new IllegalStateException("Redis does not answer at " + url(), e);
        }
    }

    private String send(String command) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
            var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            return String.valueOf(answer.readLine());
        }
    }

    private boolean answers() {
        try {
            return send("PING").equals("+PONG");
        } catch (IOException e) {
            return false;
        }
    }

    /** Ends the server as {@code kill -9} does, and returns when it is gone. */
    public void kill() {
        server.kill();
    }

    /** Starts the server again at the same address, empty, after killing it if need be; returns when it answers. */
    public void restart() {
        server.restart();
    }

    /** Freezes the server: it takes connections and bytes, and says nothing. */
    public void pause() {
        signal("STOP");
    }

    /** Lets a frozen server go on. */
    public void resume() {
        signal("CONT");
    }

    private void signal(String signal) {
        try {
            new ProcessBuilder("sh", "-c", "kill -%s %d".formatted(signal, server.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new IllegalStateException("No shell to send %s".formatted(signal), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while sending " + signal, e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
