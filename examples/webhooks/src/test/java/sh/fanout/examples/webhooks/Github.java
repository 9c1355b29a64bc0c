package sh.fanout.examples.webhooks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** GitHub, as an application that it delivers to knows it; and the board of that application. */
record Github(int port) {

    static final String SECRET = "It's a Secret to Everybody";
    static final JsonMapper JSON = new JsonMapper();

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    HttpResponse<String> deliver(String event, String delivery, String body) throws IOException, InterruptedException {
        return deliver(headers(event, delivery, body), body);
    }

    HttpResponse<String> deliver(Map<String, String> headers, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri("/hooks/github"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    /** The headers of a signed webhook. */
    static Map<String, String> headers(String event, String delivery, String body) {
        var signature = new Signature(SECRET).of(body.getBytes(StandardCharsets.UTF_8));
        return new LinkedHashMap<>(
                Map.of("X-GitHub-Event", event, "X-GitHub-Delivery", delivery, "X-Hub-Signature-256", signature));
    }

    JsonNode board() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri("/board")).build();
        return JSON.readTree(CLIENT.send(request, BodyHandlers.ofString()).body());
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }
}
