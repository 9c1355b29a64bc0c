package sh.fanout.examples.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to a server on this machine that can be cut and mended. */
final class Cable implements AutoCloseable {

    private final InetSocketAddress server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private SocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private ServerSocket listening;

    Cable(URI server) {
        this.server = new InetSocketAddress(server.getHost(), server.getPort());
        listening = listen();
    }

    /** Where clients connect, before and after a cut. */
    String authority() {
        return "127.0.0.1:" + ((InetSocketAddress) address).getPort();
    }

    /** Ends all connections, and refuses new ones. */
    void cut() {
        close(listening);
        open.forEach(Cable::close);
        open.clear();
    }

    void mend() {
        listening = listen();
    }

    @Override
    public void close() {
        cut();
    }

    private ServerSocket listen() {
        try {
            var accepting = new ServerSocket();
            accepting.setReuseAddress(true);
            accepting.bind(address);
            address = accepting.getLocalSocketAddress();
            start(() -> {
                while (true) {
                    connect(accepting.accept());
                }
            });
            return accepting;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void connect(Socket client) {
        var behind = new Socket();
        open.add(client);
        open.add(behind);
        try {
            behind.connect(server);
        } catch (IOException e) {
            // The server is away as well: the next client may find it back.
            close(client);
            return;
        }
        start(() -> copy(client, behind));
        start(() -> copy(behind, client));
    }

    private static void copy(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            to.setTcpNoDelay(true);
            from.getInputStream().transferTo(to.getOutputStream());
        }
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            throw new IllegalStateException("a socket cannot be closed", e);
        }
    }

    private static void start(Work work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // The cable was cut: that is what it is for.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }
}
