package sh.fanout.spring.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static sh.fanout.spring.rest.Calls.json;

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
import tools.jackson.databind.JsonNode;

/** Ordering keys that a failure holds, over HTTP. */
@SpringBootTest(
        classes = {RestApplication.class, LanesRestTest.Steps.class},
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"spring.application.name=shop", "spring.jackson.property-naming-strategy=SNAKE_CASE"})
class LanesRestTest {

    private static final AtomicBoolean HEALED = new AtomicBoolean();
    private static final String WORD = "{\"who\": \"alice\", \"why\": \"because\"}";

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

        var skipped = calls().post("/events/%s/deliveries/walk/skip".formatted(first), WORD);
        assertThat(skipped.statusCode()).as(skipped.body()).isEqualTo(200);
        assertThat(skipped.body())
                .isEqualTo("{\"eventId\":\"%s\",\"subscription\":\"walk\",\"decision\":\"skip\"}".formatted(first));

        await().atMost(Duration.ofSeconds(60)).until(() -> blockedBy(second), Objects::nonNull);
        HEALED.set(true);
        assertThat(calls().post("/events/%s/deliveries/walk/retry".formatted(second), WORD)
                        .statusCode())
                .isEqualTo(200);
        await().atMost(Duration.ofSeconds(60)).until(() -> status(second), "delivered"::equals);
        await().atMost(Duration.ofSeconds(60)).until(() -> status(first), "failed"::equals);
        assertThat(json(calls().get("/lanes/blocked")).get("items").size()).isZero();

        var late = calls().post("/events/%s/deliveries/walk/skip".formatted(second), WORD);
        assertThat(late.statusCode()).as(late.body()).isEqualTo(409);
        assertThat(json(late).get("code").asString()).isEqualTo("FANOUT-205");
    }

    @Test
    void refusesADecisionThatSaysTooLittleOrIsAboutNothing() throws Exception {
        var nobody = calls().post("/events/nobody/deliveries/walk/retry", WORD);
        assertThat(nobody.statusCode()).as(nobody.body()).isEqualTo(404);

        var silent = calls().post("/events/nobody/deliveries/walk/retry", "{\"who\": \"alice\"}");
        assertThat(silent.statusCode()).as(silent.body()).isEqualTo(400);
        assertThat(silent.body()).contains("'why'");

        assertThat(calls().get("/events/nobody/deliveries/walk/skip").statusCode())
                .isEqualTo(405);
    }

    private @Nullable JsonNode blockedBy(String event) throws Exception {
        return json(calls().get("/lanes/blocked"))
                .get("items")
                .valueStream()
                .filter(it -> it.get("eventId").asString().equals(event))
                .findFirst()
                .orElse(null);
    }

    private String status(String event) throws Exception {
        return json(calls().get("/events/" + event)).get("status").asString();
    }

    private String publish(int number) throws Exception {
        var body = "{\"payload\": {\"number\": %d}, \"options\": {\"orderingKey\": \"a/b: ü\"}}".formatted(number);
        var answer = calls().post("/events/step.taken/publish", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return json(answer).get("eventId").asString();
    }

    private Calls calls() {
        return new Calls(port);
    }
}
