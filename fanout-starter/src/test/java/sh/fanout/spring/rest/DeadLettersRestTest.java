package sh.fanout.spring.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static sh.fanout.spring.rest.Calls.json;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import sh.fanout.Event;
import sh.fanout.Retry;
import sh.fanout.Subscribe;
import sh.fanout.spring.web.Times;
import tools.jackson.databind.JsonNode;

/** Deliveries that gave up, over HTTP. */
@SpringBootTest(
        classes = {RestApplication.class, DeadLettersRestTest.Mails.class},
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.application.name=shop",
            "fanout.build=7",
            "spring.jackson.property-naming-strategy=SNAKE_CASE"
        })
class DeadLettersRestTest {

    private static final AtomicBoolean HEALED = new AtomicBoolean();
    private static final String WORD = "{\"who\": \"alice\", \"why\": \"because\"}";

    @LocalServerPort
    int port;

    @Event("mail.wanted")
    record Mail(int number) {}

    static class Mails {

        @Subscribe(value = "send", retry = @Retry(attempts = 1))
        void send(Mail mail) {
            if (!HEALED.get()) {
                throw new IllegalStateException("mail %d is lost".formatted(mail.number()));
            }
        }
    }

    @BeforeEach
    void breakMail() {
        HEALED.set(false);
    }

    @Test
    void showsALetterAndDeliversItWithAnotherPayload() throws Exception {
        var event = publish(1);
        var parked = await().atMost(Duration.ofSeconds(60)).until(() -> letter(event, "parked"), Objects::nonNull);
        assertThat(parked.get("eventType").asString()).isEqualTo("mail.wanted");
        assertThat(parked.get("application").asString()).isEqualTo("shop 7");
        assertThat(parked.get("error").asString()).isEqualTo("java.lang.IllegalStateException: mail 1 is lost");
        assertThat(parked.get("event").get("payload").get("number").asInt()).isEqualTo(1);
        assertThat(parked.get("delivery").get("error").asString()).contains("Mails.send(DeadLettersRestTest.java:");

        var invalid = retry(event, "{\"who\": \"alice\", \"why\": \"typo\", \"payload\": {\"number\": \"two\"}}");
        assertThat(invalid.statusCode()).as(invalid.body()).isEqualTo(422);
        assertThat(json(invalid).get("errors").get(0).get("pointer").asString()).isEqualTo("/payload/number");
        HEALED.set(true);
        var retried = retry(event, "{\"who\": \"alice\", \"why\": \"typo\", \"payload\": {\"number\": 2}}");
        assertThat(retried.statusCode()).as(retried.body()).isEqualTo(202);
        assertThat(retried.body())
                .isEqualTo("{\"eventId\":\"%s\",\"subscription\":\"send\",\"status\":\"retrying\"}".formatted(event));

        var delivered =
                await().atMost(Duration.ofSeconds(60)).until(() -> letter(event, "delivered"), Objects::nonNull);
        assertThat(delivered.get("edited").asBoolean()).isTrue();
        assertThat(delivered.get("actions").get(0).get("changes").get(0).toString())
                .isEqualTo("{\"pointer\":\"/number\",\"before\":1,\"after\":2}");
        var late = retry(event, WORD);
        assertThat(late.statusCode()).as(late.body()).isEqualTo(409);
        assertThat(json(late).get("code").asString()).isEqualTo("FANOUT-205");
    }

    @Test
    void listsGroupsAndDiscards() throws Exception {
        var first = publish(11);
        await().atMost(Duration.ofSeconds(60)).until(() -> letter(first, "parked"), Objects::nonNull);
        var second = publish(12);
        await().atMost(Duration.ofSeconds(60)).until(() -> letter(second, "parked"), Objects::nonNull);

        var groups = json(calls().get("/dead-letters/groups?status=parked&type=mail.wanted"))
                .get("items");
        assertThat(groups.size()).as("%s", groups).isEqualTo(1);
        assertThat(groups.get(0).get("count").asInt()).isEqualTo(2);
        assertThat(groups.get(0).get("applications").toString()).isEqualTo("[\"shop 7\"]");
        assertThat(groups.get(0).get("parked").size()).isZero();
        var group = groups.get(0).get("group").asString();
        var counted = json(calls().get("/dead-letters/groups?status=parked&range=PT1H&group=" + group));
        assertThat(counted.get("step").asString()).isEqualTo("PT1M");
        assertThat(Times.parse(counted.get("from").asString()))
                .isBefore(Instant.now().minus(Duration.ofMinutes(58)));
        var parked = counted.get("items").get(0).get("parked");
        assertThat(parked.size()).isEqualTo(60);
        assertThat(parked.valueStream().mapToInt(JsonNode::asInt).sum()).isEqualTo(2);

        var page = json(calls().get("/dead-letters?status=parked&limit=1&group=" + group));
        assertThat(page.get("items").get(0).get("eventId").asString()).isEqualTo(second);
        var next = page.get("page").get("next").asString();
        var rest = json(calls().get("/dead-letters?status=parked&limit=1&group=%s&cursor=%s".formatted(group, next)));
        assertThat(rest.get("items").get(0).get("eventId").asString()).isEqualTo(first);
        assertThat(rest.get("page").get("hasMore").asBoolean()).isFalse();
        assertThat(calls().get("/events?cursor=" + next).statusCode()).isEqualTo(400);

        var any = json(calls().get("/dead-letters?status=parked&group=nothing&group=" + group));
        assertThat(any.get("items").size()).isEqualTo(2);
        var many = calls().get("/dead-letters?"
                + "group=%d&"
                        .repeat(201)
                        .formatted(IntStream.range(0, 201).boxed().toArray()));
        assertThat(many.statusCode()).isEqualTo(400);
        assertThat(many.body()).contains("FANOUT-201", "201 groups", "200 at most");

        for (var event : new String[] {first, second}) {
            var discarded = calls().post("/dead-letters/%s/send/discard".formatted(event), WORD);
            assertThat(discarded.statusCode()).as(discarded.body()).isEqualTo(200);
            await().atMost(Duration.ofSeconds(60)).until(() -> letter(event, "discarded"), Objects::nonNull);
        }
        assertThat(json(calls().get("/dead-letters?status=parked&group=" + group))
                        .get("items")
                        .size())
                .isZero();
    }

    @Test
    void refusesWhatItCannotRead() throws Exception {
        assertThat(calls().get("/dead-letters/nobody/send").statusCode()).isEqualTo(404);
        assertThat(calls().post("/dead-letters/nobody/send/retry", WORD).statusCode())
                .isEqualTo(404);
        assertThat(calls().get("/dead-letters?status=dead").body()).contains("'dead' is not a status of a dead letter");
        assertThat(calls().get("/dead-letters?subscripton=send").body()).contains("subscription");
        assertThat(calls().get("/dead-letters?limit=1000000").statusCode()).isEqualTo(400);
        assertThat(calls().get("/dead-letters/groups?limit=1").statusCode()).isEqualTo(400);
        assertThat(calls().post("/dead-letters/nobody/send/discard", "{\"who\": \"alice\"}")
                        .statusCode())
                .isEqualTo(400);
    }

    private HttpResponse<String> retry(String event, String body) throws Exception {
        return calls().post("/dead-letters/%s/send/retry".formatted(event), body);
    }

    private @Nullable JsonNode letter(String event, String status) throws Exception {
        var answer = calls().get("/dead-letters/%s/send".formatted(event));
        return answer.statusCode() == 200
                        && json(answer).get("status").asString().equals(status)
                ? json(answer)
                : null;
    }

    private String publish(int number) throws Exception {
        var answer = calls().post("/events/mail.wanted/publish", "{\"payload\": {\"number\": %d}}".formatted(number));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return json(answer).get("eventId").asString();
    }

    private Calls calls() {
        return new Calls(port);
    }
}
