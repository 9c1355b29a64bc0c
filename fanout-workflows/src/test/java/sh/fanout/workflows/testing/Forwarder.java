package sh.fanout.workflows.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A way to a server on this machine, which can be cut, mended and led to another server, and whose connections can be muted.
 */
public final class Forwarder implements AutoCloseable {

    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<Socket> muted = ConcurrentHashMap.newKeySet();
    // Not one of the ports that the system gives to connections: one of those could have it when the way is mended.
    private final InetSocketAddress address =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), ServerProcess.freePort());
    private ServerSocket listening;
    private volatile SocketAddress server;

    public Forwarder(URI server) throws IOException {
        this.server = addressOf(server);
        listening = new ServerSocket();
        mend();
    }

    /** Where clients connect, now and after each repair. */
    public String authority() {
        return "127.0.0.1:" + address.getPort();
    }

    /** Ends all connections, and refuses new ones. */
    public void cut() throws IOException {
        listening.close();
        for (var socket : open) {
            socket.close();
        }
    }

    /** Loses all that the connections of now still send, and keeps them open, as a broken network does. */
    public void mute() {
        muted.addAll(open);
    }

    /** Leads new connections to another server; those of now stay where they are, as behind a name or a proxy. */
    public void lead(URI server) {
        this.server = addressOf(server);
    }

    private static SocketAddress addressOf(URI server) {
        return new InetSocketAddress(server.getHost(), server.getPort());
    }

    /** Takes connections at the same address as before. */
    public void mend() throws IOException {
        var accepting = new ServerSocket();
        accepting.setReuseAddress(true);
        accepting.bind(address);
        listening = accepting;
        start(() -> {
            while (true) {
                var client = accepting.accept();
                var behind = new Socket();
                open.add(client);
                open.add(behind);
                if (accepting.isClosed()) { // cut since, perhaps before these two were among what it ends
                    client.close();
                    return;
                }
                connect(client, behind);
            }
        });
    }

    private void connect(Socket client, Socket behind) throws IOException {
        try {
            behind.connect(server);
        } catch (IOException e) {
            // The server is away as well: the next client may find it back.
            client.close();
            return;
        }
        start(() -> copy(client, behind));
        start(() -> copy(behind, client));
    }

    private void copy(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            to.setTcpNoDelay(true);
            var bytes = new byte[8192];
            for (var length = 0; length >= 0; length = from.getInputStream().read(bytes)) {
                if (!muted.contains(from)) {
                    to.getOutputStream().write(bytes, 0, length);
                }
            }
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
