package sh.fanout.spring.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.everit.json.schema.Schema;
import org.everit.json.schema.ValidationException;
import org.everit.json.schema.loader.SchemaLoader;
import org.json.JSONObject;
import org.json.JSONTokener;
import sh.fanout.workflows.temporal.FanoutJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What an application says that it answers, to hold its answers against. */
final class ServedDescription {

    private static final String BASE = "/fanout/api/v1";
    private static final Map<String, ServedDescription> BY_ROOT = new ConcurrentHashMap<>();

    private final ObjectNode document;

    private ServedDescription(ObjectNode document) {
        this.document = document;
    }

    static ServedDescription at(int port) {
        return at("http://localhost:" + port);
    }

    /** @param root where the application is, with its context path */
    static ServedDescription at(String root) {
        return BY_ROOT.computeIfAbsent(root, it -> new ServedDescription(read(it)));
    }

    private static ObjectNode read(String root) {
        var address = URI.create(root + BASE + "/openapi.json");
        try {
            var answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
            return (ObjectNode) FanoutJson.MAPPER.readTree(answer.body());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    JsonNode document() {
        return document;
    }

    /** Fails for an answer of an endpoint that is not as described. */
    void require(HttpResponse<String> answer) {
        var request = answer.request();
        var operation = operation(request.method(), request.uri().getRawPath());
        if (operation.isMissingNode() || answer.body().isEmpty()) {
            return;
        }
        var said = "%s answers %d %s".formatted(request, answer.statusCode(), answer.body());
        var type = answer.headers().firstValue("Content-Type").orElseThrow();
        var schema = operation
                .path("responses")
                .path(Integer.toString(answer.statusCode()))
                .path("content")
                .path(type)
                .path("schema");
        assertThat(schema.isObject()).as(said).isTrue();
        try {
            schema(schema).validate(new JSONTokener(answer.body()).nextValue());
        } catch (ValidationException e) {
            throw new AssertionError("%s: %s".formatted(said, e.getAllMessages()), e);
        }
    }

    private JsonNode operation(String method, String path) {
        var literal = document.path("paths")
                .propertyStream()
                .sorted((one, other) -> Boolean.compare(
                        one.getKey().contains("{"), other.getKey().contains("{")))
                .filter(it -> it.getValue().has(method.toLowerCase(Locale.ROOT)))
                .filter(it -> Pattern.matches(".*" + BASE + it.getKey().replaceAll("\\{\\w+}", "[^/]+"), path))
                .findFirst();
        return literal.map(it -> it.getValue().path(method.toLowerCase(Locale.ROOT)))
                .orElse(document.missingNode());
    }

    /** Closed, so that nothing is answered that is not described. */
    private Schema schema(JsonNode schema) {
        var root = schema.deepCopy();
        var components = document.path("components").deepCopy();
        components
                .path("schemas")
                .valueStream()
                .filter(it -> it.has("properties"))
                .forEach(it -> ((ObjectNode) it).put("additionalProperties", false));
        ((ObjectNode) root).set("components", components);
        return SchemaLoader.builder()
                .draftV7Support()
                .schemaJson(new JSONObject(root.toString()))
                .build()
                .load()
                .build();
    }
}
