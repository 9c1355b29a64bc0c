package sh.fanout.workflows.log.clickhouse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to a server on this machine, which can be cut and mended. */
final class Forwarder implements AutoCloseable {

    private final InetSocketAddress server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private SocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private ServerSocket listening;

    Forwarder(URI server) throws IOException {
        this.server = new InetSocketAddress(server.getHost(), server.getPort());
        listening = new ServerSocket();
        mend();
    }

    /** Where clients connect, now and after each repair. */
    String authority() {
        return "127.0.0.1:" + ((InetSocketAddress) address).getPort();
    }

    /** Ends all connections, and refuses new ones. */
    void cut() throws IOException {
        listening.close();
        for (var socket : open) {
            socket.close();
        }
    }

    /** Takes connections at the same address as before. */
    void mend() throws IOException {
        var accepting = new ServerSocket();
        accepting.setReuseAddress(true);
        accepting.bind(address);
        address = accepting.getLocalSocketAddress();
        listening = accepting;
        start(() -> {
            while (true) {
                var client = accepting.accept();
                var behind = new Socket();
                open.add(client);
                open.add(behind);
                behind.connect(server);
                start(() -> copy(client, behind));
                start(() -> copy(behind, client));
            }
        });
    }

    private static void copy(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            to.setTcpNoDelay(true);
            from.getInputStream().transferTo(to.getOutputStream());
        }
    }

    private static void start(Work work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // The way was cut: that is what it is for.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        cut();
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }
}
