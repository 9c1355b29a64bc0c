package sh.fanout.spring.rest;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static sh.fanout.spring.rest.Calls.json;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Many events in one request. */
@SpringBootTest(classes = RestApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class BatchRestTest {

    @LocalServerPort
    int port;

    @Test
    void takesNoKeyForAllOfThem() throws Exception {
        var answer = new Calls(port)
                .post("/events/batch", "{\"events\": [{\"type\": \"note\", \"payload\": {\"text\": \"a\"}}]}", "k");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("options.idempotencyKey");
    }

    @Test
    void publishesEachEventOrSaysWhyNot() throws Exception {
        var answer = calls().post("/events/batch", """
                {"events": [
                    {"type": "note", "payload": {"text": "first"}, "options": {"tags": ["batch"]}},
                    {"type": "note", "payload": {"text": 7}},
                    {"type": "nobody", "payload": {}},
                    {"type": "note", "payload": {"text": "again", "text": "twice"}},
                    {"type": "note", "payload": {"text": "last"}, "options": {"tags": ["batch"], "idempotencyKey": "k"}},
                    {"type": "note", "payload": {"text": "last"}, "options": {"tags": ["batch"], "idempotencyKey": "k"}}
                ]}""");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var items = json(answer).get("items");
        assertThat(items.size()).isEqualTo(6);
        assertThat(items.at("/0/publication/duplicate").asBoolean()).isFalse();
        assertThat(items.get(0).has("problem")).isFalse();
        assertThat(items.at("/1/problem/status").asInt()).isEqualTo(422);
        assertThat(items.at("/1/problem/errors/0/pointer").asString()).isEqualTo("/payload/text");
        assertThat(items.get(1).has("publication")).isFalse();
        assertThat(items.at("/2/problem/code").asString()).isEqualTo("FANOUT-101");
        assertThat(items.at("/3/problem/code").asString()).isEqualTo("FANOUT-104");
        assertThat(items.at("/5/publication/eventId")).isEqualTo(items.at("/4/publication/eventId"));
        await().atMost(30, SECONDS)
                .until(() -> json(calls().get("/events?tag=batch")).get("items").size() == 2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            []                                                               | FANOUT-104 | not a JSON object
            {}                                                               | FANOUT-201 | no 'events'
            {"events": {}}                                                   | FANOUT-201 | 'events' is not a list
            {"events": []}                                                   | FANOUT-201 | 1 to 1,000
            {"event": []}                                                    | FANOUT-201 | Did you mean 'events'?
            {"events": [{"type": "note", "payload": 1}, 7]}                  | FANOUT-104 | events[1]
            {"events": [{"type": "note"}]}                                   | FANOUT-201 | events[0]: There is no 'payload'
            {"events": [{"payload": 1}]}                                     | FANOUT-201 | no 'type'
            {"events": [{"type": 7, "payload": 1}]}                          | FANOUT-201 | 'type' is not a text
            {"events": [{"type": "note", "payload": 1, "option": {}}]}       | FANOUT-201 | Did you mean 'options'?
            {"events": [{"type": "note", "payload": 1, "options": {"expiresAfter": "PT0S"}}]} | FANOUT-107 | events[0]
            {"events": [{"type": "note", "payload": 1}, {"type": "note", "payload": 1, "options": {"orderingKey": 1e99999999999}}]} | FANOUT-201 | events[1]
            {"events": [{"type": 1e99999999999, "payload": 1}]}              | FANOUT-201 | events[0]: The field 'type' is not a text
            {"events": [{"type": "note", "payload": 1}                       | FANOUT-104 | not JSON
            """)
    void publishesNothingOfABodyThatCannotBeRead(String body, String code, String words) throws Exception {
        var answer = calls().post("/events/batch", body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(json(answer).get("code").asString()).isEqualTo(code);
        assertThat(answer.body()).contains(words);
    }

    @Test
    void refusesMoreThanAThousandEvents() throws Exception {
        var event = "{\"type\": \"note\", \"payload\": {\"text\": \"x\"}}";

        var answer = calls().post(
                        "/events/batch",
                        "{\"events\": [%s]}".formatted(String.join(",", Collections.nCopies(1_001, event))));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("1,001 events");
    }

    private Calls calls() {
        return new Calls(port);
    }
}
