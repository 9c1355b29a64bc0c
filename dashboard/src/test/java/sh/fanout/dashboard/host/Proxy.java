package sh.fanout.dashboard.host;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** A proxy that shows a host below another path, and tells it nothing of that. */
final class Proxy implements AutoCloseable {

    private static final String PREFIX = "/tools/shop";

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpServer server;
    private final Host host;

    Proxy(Host host) {
        this.host = host;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(PREFIX, this::pass);
        server.start();
    }

    /** Where a path of the host is seen. */
    URI at(String path) {
        return URI.create(
                "http://localhost:%d%s%s".formatted(server.getAddress().getPort(), PREFIX, path));
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().toString().substring(PREFIX.length());
            var answer = client.send(HttpRequest.newBuilder(host.at(path)).build(), BodyHandlers.ofByteArray());
            for (var name : List.of("Content-Type", "Location")) {
                answer.headers()
                        .firstValue(name)
                        .ifPresent(it -> exchange.getResponseHeaders().set(name, it));
            }
            var body = answer.body();
            exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
