package sh.fanout.spring.rest;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static sh.fanout.spring.rest.Calls.json;

import java.net.URI;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import sh.fanout.Event;
import sh.fanout.Retry;
import sh.fanout.Subscribe;

/** The results of an event, over HTTP. */
@SpringBootTest(
        classes = {RestApplication.class, GatherRestTest.Providers.class},
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"spring.application.name=shop", "spring.jackson.property-naming-strategy=SNAKE_CASE"})
class GatherRestTest {

    private static final CountDownLatch GO = new CountDownLatch(1);

    @LocalServerPort
    int port;

    @Event("price.asked")
    record PriceAsked(String skuNumber) {}

    @Event("slow.asked")
    record SlowAsked(String skuNumber) {}

    record Price(int inCents) {}

    static class Providers {

        @Subscribe("cheap")
        Price cheap(PriceAsked asked) {
            return new Price(99);
        }

        @Subscribe(value = "broken", retry = @Retry(attempts = 1))
        Price broken(PriceAsked asked) {
            throw new IllegalStateException("no price");
        }

        @Subscribe("slow")
        Price slow(SlowAsked asked) throws InterruptedException {
            GO.await();
            return new Price(1);
        }
    }

    @Test
    void answersWithEveryResult() throws Exception {
        var answer =
                calls().post("/events/price.asked/publish-and-wait?wait=60s", "{\"payload\": {\"skuNumber\": \"s\"}}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var body = json(answer);
        assertThat(body.at("/complete").asBoolean()).isTrue();
        assertThat(body.at("/results/cheap").toString())
                .isEqualTo(
                        "{\"ok\":true,\"status\":\"delivered\",\"output\":{\"inCents\":99},\"outputTooLarge\":false}");
        assertThat(body.at("/results/broken/status").asString()).isEqualTo("failed");
        assertThat(body.at("/results/broken/error").asString()).contains("no price");
    }

    @Test
    void answersWithWhatIsThereAndSaysWhereToAskForTheRest() throws Exception {
        // On a busy machine the time may be up before the event is on its way to anybody.
        var early = await().atMost(60, SECONDS)
                .until(
                        () -> calls().post(
                                        "/events/slow.asked/publish-and-wait?wait=PT3S",
                                        "{\"payload\": {\"skuNumber\": \"s\"}}"),
                        it -> json(it).at("/results/slow/status").asString().equals("pending"));
        var where = early.headers().firstValue("Location").orElseThrow();
        var now = calls().get(URI.create(where));
        GO.countDown();
        var late = calls().get(URI.create(where + "?wait=60s"));

        assertThat(early.statusCode()).as(early.body()).isEqualTo(202);
        assertThat(now.statusCode()).as(now.body()).isEqualTo(202);
        assertThat(where)
                .endsWith("/fanout/api/v1/events/" + json(early).at("/eventId").asString() + "/results");
        assertThat(late.statusCode()).as(late.body()).isEqualTo(200);
        assertThat(json(late).at("/results/slow/output/inCents").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            price.asked | wait=61s   | {"payload": {"skuNumber": "s"}} | 400 | FANOUT-201 | '61s'
            price.asked | wait=10    | {"payload": {"skuNumber": "s"}} | 400 | FANOUT-201 | '10'
            price.asked | wait=soon  | {"payload": {"skuNumber": "s"}} | 400 | FANOUT-201 | 'soon'
            price.asked | weight=1s  | {"payload": {"skuNumber": "s"}} | 400 | FANOUT-201 | 'wait'
            price.asked | wait=1s    | {"payload": {"skuNumber": 7}}   | 422 | FANOUT-102 | skuNumber
            price.aksed | wait=1s    | {"payload": {}}                 | 404 | FANOUT-101 | price.asked
            """)
    void refusesWhatItCannotPublishOrWaitFor(
            String type, String query, String body, int status, String code, String words) throws Exception {
        var answer = calls().post("/events/%s/publish-and-wait?%s".formatted(type, query), body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(json(answer).get("code").asString()).isEqualTo(code);
        assertThat(answer.body()).contains(words);
    }

    @Test
    void saysThatItDoesNotKnowAnEvent() throws Exception {
        var answer = calls().get("/events/nobody/results?wait=1s");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(json(answer).get("code").asString()).isEqualTo("FANOUT-202");
    }

    private Calls calls() {
        return new Calls(port);
    }
}
