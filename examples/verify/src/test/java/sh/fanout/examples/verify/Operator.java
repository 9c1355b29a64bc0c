package sh.fanout.examples.verify;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who works with an application over HTTP. */
final class Operator {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI api;

    Operator(int port) {
        api = URI.create("http://127.0.0.1:%d/fanout/api/v1/".formatted(port));
    }

    /** Asks again while the application says that it cannot answer now. */
    JsonNode get(String path) {
        var request = HttpRequest.newBuilder(api.resolve(path)).build();
        return json(await().atMost(60, SECONDS).until(() -> send(request), it -> it.statusCode() != 503));
    }

    JsonNode post(String path, String body) {
        return json(send(HttpRequest.newBuilder(api.resolve(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build()));
    }

    /** Waits until an operation has come to a status, and returns it. */
    JsonNode awaitStatus(String operation, String status) {
        await().atMost(180, SECONDS)
                .until(() -> get(operation).get("status").asString().equals(status));
        return get(operation);
    }

    private static JsonNode json(HttpResponse<String> response) {
        assertThat(response.statusCode())
                .as("%s: %s", response.uri(), response.body())
                .isBetween(200, 299);
        return JSON.readTree(response.body());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + request.uri(), e);
        }
    }
}
