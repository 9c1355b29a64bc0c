package sh.fanout.spring.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static sh.fanout.spring.rest.Calls.json;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import sh.fanout.Event;
import sh.fanout.Subscribe;
import tools.jackson.databind.JsonNode;

/** Bulk work, over HTTP. */
@SpringBootTest(
        classes = {RestApplication.class, OperationsRestTest.Mails.class},
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "spring.application.name=shop")
class OperationsRestTest {

    private static final String WORD = "{\"who\": \"alice\", \"why\": \"because\"}";

    @LocalServerPort
    int port;

    @Event("bulk.wanted")
    record Mail(int number) {}

    static class Mails {

        @Subscribe("bulk")
        void send(Mail mail) {}
    }

    @Test
    void draftsAReplayShowsItAndRunsIt() throws Exception {
        var event = publish(7);
        await().atMost(Duration.ofSeconds(60)).until(() -> delivered(event));

        var drafted = calls().post("/replays", """
                {"type": "bulk.*", "filter": {"number": [7]}, "subscriptions": ["bulk"], "skipDelivered": false,
                 "rate": 5, "pauseAfter": 10.0, "who": "alice", "why": "a bad deploy", "dryRun": true}""");
        assertThat(drafted.statusCode()).as(drafted.body()).isEqualTo(202);
        var id = json(drafted).get("id").asString();
        assertThat(drafted.headers().firstValue("Location")).get().asString().endsWith("/operations/" + id);
        var draft = await().atMost(Duration.ofSeconds(60)).until(() -> operation(id, "draft"), Objects::nonNull);
        assertThat(draft.get("plan").get("kind").asString()).isEqualTo("replay");
        assertThat(draft.get("plan").get("events").get("types").asString()).isEqualTo("bulk.*");
        assertThat(draft.get("plan").get("events").get("filter").toString()).isEqualTo("{\"number\":[7]}");
        assertThat(draft.get("subscriptions").get("bulk").get("total").asInt()).isEqualTo(1);

        assertThat(calls().post("/operations/%s/start".formatted(id), WORD).statusCode())
                .isEqualTo(202);
        await().atMost(Duration.ofSeconds(60)).until(() -> operation(id, "completed"), Objects::nonNull);
        var items = json(calls().get("/operations/%s/items?status=done&limit=1".formatted(id)));
        assertThat(items.get("items").get(0).get("eventId").asString()).isEqualTo(event);
        var next = items.get("page").get("next").asString();
        assertThat(json(calls().get("/operations/%s/items?status=done&cursor=%s".formatted(id, next)))
                        .get("items")
                        .size())
                .isZero();
        assertThat(calls().get("/operations?cursor=" + next).statusCode()).isEqualTo(400);
        assertThat(json(calls().get("/operations?kind=replay&status=completed"))
                        .get("items")
                        .get(0)
                        .get("id")
                        .asString())
                .isEqualTo(id);
        assertThat(calls().post("/operations/%s/pause".formatted(id), WORD).statusCode())
                .isEqualTo(409);
    }

    @Test
    void doesWithOneKeyWhatWasAskedForTwiceOnce() throws Exception {
        var event = calls().post("/events/bulk.wanted/publish", "{\"payload\": {\"number\": 8}}", "mail-8");
        var again = calls().post("/events/bulk.wanted/publish", "{\"payload\": {\"number\": 8}}", "\"mail-8\"");
        var other = calls().post(
                        "/events/bulk.wanted/publish",
                        "{\"payload\": {\"number\": 8}, \"options\": {\"idempotencyKey\": \"mail-9\"}}",
                        "mail-8");
        assertThat(json(again).get("eventId")).isEqualTo(json(event).get("eventId"));
        assertThat(json(again).get("duplicate").asBoolean()).isTrue();
        assertThat(other.statusCode()).isEqualTo(400);
        assertThat(other.body()).contains("mail-8", "mail-9");
        var id = json(event).get("eventId").asString();
        await().atMost(Duration.ofSeconds(60)).until(() -> delivered(id));

        var replay =
                "{\"type\": \"bulk.*\", \"skipDelivered\": false, \"who\": \"alice\", \"why\": \"a bad deploy\"%s}";
        var first = calls().post("/replays", replay.formatted(""), "once");
        var second = calls().post("/replays", replay.formatted(""), "once");
        assertThat(first.statusCode()).as(first.body()).isEqualTo(202);
        assertThat(second.statusCode()).as(second.body()).isEqualTo(202);
        assertThat(json(second)).isEqualTo(json(first));
        var completed = json(first).get("id").asString();
        await().atMost(Duration.ofSeconds(60)).until(() -> operation(completed, "completed"), Objects::nonNull);
        assertThat(json(calls().post("/replays", replay.formatted(""), "once"))).isEqualTo(json(first));
        assertThat(json(calls().post("/replays", replay.formatted(", \"dryRun\": true"), "once")))
                .isEqualTo(json(first));
        var conflict = calls().post("/replays", replay.formatted(", \"subscriptions\": [\"bulk\"]"), "once");
        assertThat(conflict.statusCode()).as(conflict.body()).isEqualTo(409);
        assertThat(conflict.body()).contains("FANOUT-111", completed);
    }

    @Test
    void startsNoDraftThatWasCancelledSince() throws Exception {
        var event = publish(9);
        await().atMost(Duration.ofSeconds(60)).until(() -> delivered(event));
        var replay =
                "{\"type\": \"bulk.*\", \"skipDelivered\": false, \"who\": \"alice\", \"why\": \"a bad deploy\"%s}";
        var drafted = json(calls().post("/replays", replay.formatted(", \"dryRun\": true"), "cancelled"));
        var id = drafted.get("id").asString();
        await().atMost(Duration.ofSeconds(60)).until(() -> operation(id, "draft"), Objects::nonNull);
        calls().post("/operations/%s/cancel".formatted(id), WORD);

        var started = calls().post("/replays", replay.formatted(""), "cancelled");

        assertThat(drafted.get("started").asBoolean()).isFalse();
        assertThat(started.statusCode()).as(started.body()).isEqualTo(409);
        assertThat(started.body()).contains("cancelled");
    }

    @Test
    void answersAsTheFirstHoweverMuchWasDoneAboutItSince() throws Exception {
        for (var event : List.of(publish(11), publish(11))) {
            await().atMost(Duration.ofSeconds(60)).until(() -> delivered(event));
        }
        var replay = """
                {"type": "bulk.*", "filter": {"number": [11]}, "skipDelivered": false, "pauseAfter": 1,
                 "who": "alice", "why": "a bad deploy"}""";
        var first = calls().post("/replays", replay, "often");
        assertThat(first.statusCode()).as(first.body()).isEqualTo(202);
        var id = json(first).get("id").asString();
        await().atMost(Duration.ofSeconds(60)).until(() -> operation(id, "paused"), Objects::nonNull);
        for (var n = 1; n <= 60; n++) {
            var told = calls().post(
                            "/operations/%s/rate".formatted(id), "{\"rate\": %d, %s".formatted(n, WORD.substring(1)));
            assertThat(told.statusCode()).as(told.body()).isEqualTo(202);
        }

        assertThat(json(calls().post("/replays", replay, "often"))).isEqualTo(json(first));
        var other = calls().post("/replays", replay.replace("\"pauseAfter\": 1", "\"pauseAfter\": 2"), "often");
        assertThat(other.statusCode()).as(other.body()).isEqualTo(409);
        assertThat(other.body()).contains("FANOUT-111", id);
    }

    @Test
    void refusesAKeyThatAHeaderCannotCarry() throws Exception {
        for (var key : List.of("schlüssel", "a\tb")) {
            try (var request = new RawRequest(port)) {
                request.send(
                        "POST /fanout/api/v1/events/bulk.wanted/publish HTTP/1.1",
                        "Host: localhost",
                        "Content-Type: application/json",
                        "Content-Length: 26",
                        "Idempotency-Key: " + key,
                        "",
                        "{\"payload\": {\"number\": 1}}");

                assertThat(request.answer())
                        .startsWith("HTTP/1.1 400")
                        .contains("FANOUT-201", "Idempotency-Key", "printable ASCII");
            }
        }
        var payload = "{\"payload\": {\"number\": 12}}";
        assertThat(calls().post("/events/bulk.wanted/publish", payload, "\"%s\"".formatted("k".repeat(200)))
                        .statusCode())
                .isEqualTo(202);
        var tooLong = calls().post("/events/bulk.wanted/publish", payload, "k".repeat(201));
        assertThat(tooLong.statusCode()).isEqualTo(400);
        assertThat(tooLong.body()).contains("201 characters");
    }

    @Test
    void refusesWhatItCannotReadAndBeginsNothing() throws Exception {
        refused("/replays", "\"rate\": 0, \"all\": true", "rate of 0");
        refused("/replays", "\"rate\": \"5\", \"all\": true", "'rate' is not a number");
        refused("/replays", "\"rate\": 1e400, \"all\": true", "'rate' is not a number");
        refused("/replays", "\"rate\": 1e99999999999, \"all\": true", "'rate' is not a number");
        refused("/replays", "\"fliter\": {}", "filter");
        refused("/replays", "\"filter\": \"number > 3\"", "'filter' is not a JSON object");
        refused("/replays", "\"filter\": {\"number\": [{\"$gtt\": 1}]}", "$gtt");
        refused("/replays", "\"from\": \"2026-11-25T00:00:00Z\", \"to\": \"2026-11-24T00:00:00Z\"", "is empty");
        refused("/replays", "\"status\": \"dead\"", "'dead' is not a status of an event");
        refused("/replays", "\"dryRun\": \"yes\", \"all\": true", "'dryRun' is not true or false");
        refused("/dead-letters/bulk-retry", "\"subscripton\": \"bulk\"", "subscription");
        refused("/dead-letters/bulk-retry", "\"group\": \"1-ab\"", "groups");
        refused("/dead-letters/bulk-retry", "\"groups\": \"1-ab\"", "'groups' is not a list of texts");
        refused("/dead-letters/bulk-retry", "\"groups\": [\"1-ab\", \"1-cd\"]", "No parked dead letter matches");
        refused(
                "/dead-letters/bulk-discard",
                "\"pauseAfter\": 1.5, \"all\": true",
                "'pauseAfter' is not a whole number");
        refused("/dead-letters/bulk-discard", "\"groups\": []", "'groups' is an empty list");
        refused("/dead-letters/bulk-discard", "\"subscription\": null", "selects nothing");
        refused("/dead-letters/bulk-discard", "\"all\": true", "No parked dead letter matches");
        refused("/replays", "\"subscriptions\": []", "'subscriptions' is an empty list");
        refused("/replays", "\"skipDelivered\": false, \"all\": false", "selects nothing");
        assertThat(calls().post("/replays", "{\"all\": true, \"who\": \"alice\"}")
                        .body())
                .contains("The body has no 'why'");
        assertThat(calls().get("/operations?limit=1000000").statusCode()).isEqualTo(400);
        assertThat(calls().get("/operations/nothing").statusCode()).isEqualTo(404);
        assertThat(calls().get("/operations/nothing/items").statusCode()).isEqualTo(404);
        assertThat(calls().post("/operations/nothing/cancel", WORD).statusCode())
                .isEqualTo(404);
        assertThat(json(calls().get("/operations?kind=retry")).get("items").size())
                .isZero();
        assertThat(json(calls().get("/operations?kind=discard")).get("items").size())
                .isZero();
    }

    private void refused(String path, String field, String problem) throws Exception {
        var answer = calls().post(path, "{\"who\": \"alice\", \"why\": \"because\", %s}".formatted(field));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains(problem);
    }

    private boolean delivered(String event) throws Exception {
        HttpResponse<String> answer = calls().get("/events/" + event);
        return answer.statusCode() == 200
                && json(answer).get("status").asString().equals("delivered");
    }

    private @Nullable JsonNode operation(String id, String status) throws Exception {
        var answer = calls().get("/operations/" + id);
        return answer.statusCode() == 200
                        && json(answer).get("status").asString().equals(status)
                ? json(answer)
                : null;
    }

    private String publish(int number) throws Exception {
        var answer = calls().post("/events/bulk.wanted/publish", "{\"payload\": {\"number\": %d}}".formatted(number));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return json(answer).get("eventId").asString();
    }

    private Calls calls() {
        return new Calls(port);
    }
}
