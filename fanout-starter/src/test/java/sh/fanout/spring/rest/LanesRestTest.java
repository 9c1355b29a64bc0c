package sh.fanout.spring.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import sh.fanout.Event;
import sh.fanout.OnFailure;
import sh.fanout.Retry;
import sh.fanout.Subscribe;
import sh.fanout.workflows.temporal.FanoutJson;
import tools.jackson.databind.JsonNode;

/** Ordering keys that a failure holds, over HTTP. */
@SpringBootTest(
        classes = {RestApplication.class, LanesRestTest.Steps.class},
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"spring.application.name=shop", "spring.jackson.property-naming-strategy=SNAKE_CASE"})
class LanesRestTest {

    private static final AtomicBoolean HEALED = new AtomicBoolean();
    private static final String WORD = "{\"who\": \"alice\", \"why\": \"because\"}";

    private final HttpClient client = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    @Event(value = "step.taken", stream = "steps")
    record Step(int number) {}

    static class Steps {

        @Subscribe(value = "walk", retry = @Retry(attempts = 1), onFailure = OnFailure.PARK_KEY)
        void walk(Step step) {
            if (!HEALED.get()) {
                throw new IllegalStateException("step %d is too high".formatted(step.number()));
            }
        }
    }

    @Test
    void listsABlockedKeyAndTakesDecisions() throws Exception {
        var first = publish(1);
        var second = publish(2);

        var blocked = await().atMost(Duration.ofSeconds(60)).until(() -> blockedBy(first), Objects::nonNull);
        assertThat(blocked.get("stream").asString()).isEqualTo("steps");
        assertThat(blocked.get("key").asString()).isEqualTo("a/b: ü");
        assertThat(blocked.get("subscription").asString()).isEqualTo("walk");
        assertThat(blocked.get("error").asString()).contains("step 1 is too high");

        var skipped = post("/events/%s/deliveries/walk/skip".formatted(first), WORD);
        assertThat(skipped.statusCode()).as(skipped.body()).isEqualTo(200);
        assertThat(skipped.body())
                .isEqualTo("{\"eventId\":\"%s\",\"subscription\":\"walk\",\"decision\":\"skip\"}".formatted(first));

        await().atMost(Duration.ofSeconds(60)).until(() -> blockedBy(second), Objects::nonNull);
        HEALED.set(true);
        assertThat(post("/events/%s/deliveries/walk/retry".formatted(second), WORD)
                        .statusCode())
                .isEqualTo(200);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> json(get("/events/" + second)).get("status").asString(), "delivered"::equals);
        assertThat(json(get("/events/" + first)).get("status").asString()).isEqualTo("failed");
        assertThat(json(get("/lanes/blocked")).get("items").size()).isZero();

        var late = post("/events/%s/deliveries/walk/skip".formatted(second), WORD);
        assertThat(late.statusCode()).as(late.body()).isEqualTo(409);
        assertThat(json(late).get("code").asString()).isEqualTo("FANOUT-205");
    }

    @Test
    void refusesADecisionThatSaysTooLittleOrIsAboutNothing() throws Exception {
        var nobody = post("/events/nobody/deliveries/walk/retry", WORD);
        assertThat(nobody.statusCode()).as(nobody.body()).isEqualTo(404);

        var silent = post("/events/nobody/deliveries/walk/retry", "{\"who\": \"alice\"}");
        assertThat(silent.statusCode()).as(silent.body()).isEqualTo(400);
        assertThat(silent.body()).contains("'why'");

        assertThat(get("/events/nobody/deliveries/walk/skip").statusCode()).isEqualTo(405);
    }

    private @Nullable JsonNode blockedBy(String event) throws Exception {
        return json(get("/lanes/blocked"))
                .get("items")
                .valueStream()
                .filter(it -> it.get("eventId").asString().equals(event))
                .findFirst()
                .orElse(null);
    }

    private String publish(int number) throws Exception {
        var body = "{\"payload\": {\"number\": %d}, \"options\": {\"orderingKey\": \"a/b: ü\"}}".formatted(number);
        var answer = post("/events/step.taken/publish", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return json(answer).get("eventId").asString();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return FanoutJson.MAPPER.readTree(answer.body());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(address(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(address(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private URI address(String path) {
        return URI.create("http://localhost:%d/fanout/api/v1%s".formatted(port, path));
    }
}
