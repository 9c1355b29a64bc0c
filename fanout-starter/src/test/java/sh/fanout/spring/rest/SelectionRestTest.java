package sh.fanout.spring.rest;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static sh.fanout.spring.rest.Calls.json;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Who gets an event, and how many of them pass, over HTTP. */
@SpringBootTest(
        classes = RestApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"spring.application.name=shop", "spring.jackson.property-naming-strategy=SNAKE_CASE"})
class SelectionRestTest {

    @LocalServerPort
    int port;

    @Test
    void saysWhoWouldReceiveAnEventAndWhyNot() throws Exception {
        var light = calls().post(
                        "/event-types/order.shipped/try", "{\"payload\": {\"customerId\": \"c\", \"weight\": 250}}");
        var heavy = calls().post(
                        "/event-types/order.shipped/try", "{\"payload\": {\"customerId\": \"c\", \"weight\": 1000}}");
        var wrong =
                calls().post("/event-types/order.shipped/try", "{\"payload\": {\"customerId\": 7, \"weight\": 1000}}");

        assertThat(light.statusCode()).as(light.body()).isEqualTo(200);
        assertThat(json(light).toString())
                .isEqualTo(
                        "{\"recipients\":[],\"passedOver\":[{\"subscription\":\"tell-customer\",\"reason\":\"filter\","
                                + "\"mismatch\":{\"pointer\":\"/weight\",\"clause\":\"{\\\"$gte\\\":1000}\",\"saw\":\"250\"}}],"
                                + "\"violations\":[]}");
        assertThat(json(heavy).at("/recipients/0").asString()).isEqualTo("tell-customer");
        assertThat(json(wrong).at("/violations/0/pointer").asString()).isEqualTo("/customerId");
        assertThat(json(wrong).at("/recipients").size()).isZero();
    }

    @Test
    void recordsWhyASubscriptionDidNotGetAnEventAndTriesItAgain() throws Exception {
        var published =
                calls().post("/events/order.shipped/publish", "{\"payload\": {\"customerId\": \"c\", \"weight\": 1}}");
        var id = json(published).get("eventId").asString();

        var event = await().atMost(30, SECONDS)
                .until(() -> calls().get("/events/" + id), it -> it.body().contains("\"delivered\""));
        var again = calls().post("/event-types/order.shipped/try", "{\"eventId\": \"%s\"}".formatted(id));

        assertThat(json(event).at("/passedOver/0/mismatch/saw").asString()).isEqualTo("1");
        assertThat(json(again).at("/passedOver")).isEqualTo(json(event).at("/passedOver"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            order.shiped  | {"payload": {}}                  | 404 | FANOUT-101 | order.shipped
            order.shipped | {}                               | 400 | FANOUT-201 | neither 'payload' nor 'eventId'
            order.shipped | {"payload": 1, "eventId": "e"}   | 400 | FANOUT-201 | both
            order.shipped | {"eventId": "e", "options": {}} | 400 | FANOUT-201 | both
            order.shipped | {"eventId": 7}                   | 400 | FANOUT-201 | 'eventId' is not a text
            order.shipped | {"eventId": "nobody"}            | 404 | FANOUT-202 | 'nobody'
            order.shipped | {"payload": {}, "optoins": {}}   | 400 | FANOUT-201 | 'options'
            order.shipped | {"payload": {"a": 1, "a": 2}}    | 400 | FANOUT-104 | order.shipped
            """)
    void refusesWhatItCannotTry(String type, String body, int status, String code, String words) throws Exception {
        var answer = calls().post("/event-types/%s/try".formatted(type), body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(json(answer).get("code").asString()).isEqualTo(code);
        assertThat(answer.body()).contains(words);
    }

    @Test
    void saysThatATypeCannotBeOne() throws Exception {
        var answer = calls().post("/events/__%C3%A4/publish", "{\"payload\": {}}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(json(answer).get("code").asString()).isEqualTo("FANOUT-001");
    }

    @Test
    void answersALimitWithTheWaitAndTakesTheEventAfterIt() throws Exception {
        var body = "{\"payload\": {\"text\": \"hello\"}}";

        var refused = await().until(() -> calls().post("/events/limited/publish", body), it -> it.statusCode() != 202);
        var wait = Duration.parse(json(refused).get("retryAfter").asString());
        var accepted = await().atMost(30, SECONDS)
                .pollDelay(wait)
                .until(() -> calls().post("/events/limited/publish", body), it -> it.statusCode() == 202);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(json(refused).get("code").asString()).isEqualTo("FANOUT-109");
        assertThat(refused.headers().firstValue("RateLimit-Policy")).hasValue("\"limited\";q=1;w=3");
        var seconds = refused.headers().firstValueAsLong("Retry-After").orElseThrow();
        assertThat(seconds)
                .isBetween(1L, 3L)
                .isEqualTo(wait.plusNanos(999_999_999).toSeconds());
        assertThat(refused.headers().firstValue("RateLimit")).hasValue("\"limited\";r=0;t=" + seconds);
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
    }

    private Calls calls() {
        return new Calls(port);
    }
}
