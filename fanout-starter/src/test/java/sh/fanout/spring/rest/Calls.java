package sh.fanout.spring.rest;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import sh.fanout.workflows.temporal.FanoutJson;
import tools.jackson.databind.JsonNode;

/**
 * Calls of the endpoints of an application that listens on a port, by their paths. Each answer is held against what the
 * application says that it answers.
 */
record Calls(int port) {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    static JsonNode json(HttpResponse<String> answer) {
        return FanoutJson.MAPPER.readTree(answer.body());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return get(address(path));
    }

    HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address));
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(posting(path, body));
    }

    /** As one that may come twice. */
    HttpResponse<String> post(String path, String body, String idempotencyKey)
            throws IOException, InterruptedException {
        return send(posting(path, body).header("Idempotency-Key", idempotencyKey));
    }

    private HttpRequest.Builder posting(String path, String body) {
        return HttpRequest.newBuilder(address(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = CLIENT.send(request.build(), BodyHandlers.ofString());
        ServedDescription.at(port).require(answer);
        return answer;
    }

    private URI address(String path) {
        return URI.create("http://localhost:%d/fanout/api/v1%s".formatted(port, path));
    }
}
