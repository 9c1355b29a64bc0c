package sh.fanout.spring.rest;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static sh.fanout.spring.rest.Calls.json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What has happened, over HTTP. */
@SpringBootTest(
        classes = RestApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "spring.application.name=stats")
class StatsRestTest {

    @LocalServerPort
    int port;

    @Test
    void countsWhatHasHappened() throws Exception {
        calls().post("/events/order.created/publish", "{\"payload\": {\"orderId\": \"o-1\", \"amount\": 1}}");
        calls().post("/events/order.refused/publish", "{\"payload\": {\"why\": \"no\"}}");

        // Each of these is recorded at a time of its own.
        await().atMost(60, SECONDS).untilAsserted(() -> {
            assertThat(count("order.created", "published")).isEqualTo(1);
            assertThat(count("order.created", "delivered")).isEqualTo(1);
            assertThat(count("order.refused", "failed")).isEqualTo(1);
            assertThat(count("order.refused", "deadLetters")).isEqualTo(1);
        });
        assertThat(count("order.created", "failed")).isZero();
        assertThat(json(calls().get("/stats?type=nobody")).get("types").size()).isZero();
        assertThat(json(calls().get("/stats?type=order.*&range=P1D"))
                        .get("step")
                        .asString())
                .isEqualTo("PT15M");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            range=PT14M  | FANOUT-201 | PT15M
            range=P31D   | FANOUT-201 | P30D
            range=1h     | FANOUT-201 | PT15M
            rnage=PT1H   | FANOUT-201 | 'range'
            type=a%20b   | FANOUT-001 | order.created
            """)
    void refusesWhatItCannotCount(String parameters, String code, String words) throws Exception {
        var answer = calls().get("/stats?" + parameters);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(json(answer).get("code").asString()).isEqualTo(code);
        assertThat(answer.body()).contains(words);
    }

    private int count(String type, String what) throws Exception {
        var types = json(calls().get("/stats?range=PT15M")).get("types");
        return types.valueStream()
                .filter(it -> it.get("type").asString().equals(type))
                .flatMap(it -> it.get(what).valueStream())
                .mapToInt(JsonNode::asInt)
                .sum();
    }

    private Calls calls() {
        return new Calls(port);
    }
}
