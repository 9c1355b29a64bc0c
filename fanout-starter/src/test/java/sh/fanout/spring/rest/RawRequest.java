package sh.fanout.spring.rest;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A request byte for byte, which no HTTP client would send. */
final class RawRequest implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 20_000;

    private final Socket socket;

    RawRequest(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
    }

    void send(String... lines) throws IOException {
        socket.getOutputStream().write(String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().write("\r\n".getBytes(StandardCharsets.UTF_8));
    }

    /** What has come when the whole of a small answer must have. */
    String answer() throws IOException {
        var text = new StringBuilder();
        var buffer = new byte[8192];
        var read = 0;
        while (!isComplete(text) && read >= 0) {
            read = socket.getInputStream().read(buffer);
            text.append(new String(buffer, 0, Math.max(0, read), StandardCharsets.UTF_8));
        }
        return text.toString();
    }

    private static boolean isComplete(CharSequence text) {
        return text.toString().contains("\r\n\r\n{") && text.toString().endsWith("}");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
