package sh.fanout.spring.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static sh.fanout.spring.rest.Calls.json;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Erasing, over HTTP. */
@SpringBootTest(
        classes = {RestApplication.class, OperationsRestTest.Mails.class},
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "spring.application.name=shop")
class ErasuresRestTest {

    @LocalServerPort
    int port;

    @Test
    void countsThenErasesAndSaysWhatRemains() throws Exception {
        var published = calls().post(
                        "/events/bulk.wanted/publish",
                        "{\"payload\": {\"number\": 3}, \"options\": {\"orderingKey\": \"cust-77\"}}");
        var event = json(published).get("eventId").asString();
        var key = "\"stream\": \"bulk.wanted\", \"orderingKey\": \"cust-77\", \"who\": \"alice\", \"why\": \"asked\"";
        await().atMost(Duration.ofSeconds(60))
                .until(() -> json(calls().post("/erasures", "{%s, \"dryRun\": true}".formatted(key)))
                                .get("events")
                                .asInt()
                        == 1);
        assertThat(calls().get("/events/" + event).statusCode()).isEqualTo(200);

        var asked = calls().post("/erasures", "{%s}".formatted(key), "erase-77");
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
        var id = json(asked).get("id").asString();
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            var erasure = calls().get("/erasures/" + id);
            return erasure.statusCode() == 200 && json(erasure).hasNonNull("ended");
        });

        assertThat(json(calls().post("/erasures", "{%s}".formatted(key), "erase-77")))
                .isEqualTo(json(asked));
        var other = calls().post("/erasures", "{%s}".formatted(key.replace("cust-77", "cust-78")), "erase-77");
        assertThat(other.statusCode()).as(other.body()).isEqualTo(409);
        assertThat(calls().get("/events/" + event).statusCode()).isEqualTo(404);
        var erasure = calls().get("/erasures/" + id).body();
        assertThat(erasure).contains("alice", "remains").doesNotContain("cust-77");
        assertThat(json(calls().get("/erasures")).get("items").get(0).get("id").asString())
                .isEqualTo(id);
    }

    @Test
    void refusesWhatDoesNotSayWhatToErase() throws Exception {
        var refused = calls().post(
                        "/erasures", "{\"stream\": \"s\", \"eventId\": \"e\", \"who\": \"alice\", \"why\": \"asked\"}");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("'stream' and 'orderingKey'");
        assertThat(calls().post("/erasures", "{\"stream\": \"s\", \"orderingKey\": \"k\", \"who\": \"a\"}")
                        .body())
                .contains("The body has no 'why'");
        assertThat(calls().get("/erasures/nothing").statusCode()).isEqualTo(404);
    }

    private Calls calls() {
        return new Calls(port);
    }
}
