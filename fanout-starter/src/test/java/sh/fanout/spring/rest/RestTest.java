package sh.fanout.spring.rest;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import sh.fanout.Fanout;
import sh.fanout.workflows.temporal.FanoutJson;
import tools.jackson.databind.JsonNode;

@SpringBootTest(
        classes = RestApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "server.servlet.context-path=/shop",
            "spring.jackson.property-naming-strategy=SNAKE_CASE",
            "spring.jackson.default-property-inclusion=always",
            "spring.jackson.mapper.sort-properties-alphabetically=true"
        })
class RestTest {

    private final HttpClient client = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    @Test
    void publishesAndShowsTheEventWithItsDeliveriesAndAttempts() throws Exception {
        var before = Instant.now();
        var receipt = post("/events/order.created/publish", """
                {"payload": {"orderId": "o-1", "amount": 5}, "options": {"tags": ["vip"], "metadata": {"tenant": "acme"}}}
                """);

        assertThat(receipt.statusCode()).isEqualTo(202);
        var id = json(receipt).get("eventId").asString();
        assertThat(receipt.headers().firstValue("Location")).hasValue(base() + "/events/" + id);
        assertThat(json(receipt).get("workflowId").asString()).isEqualTo("fanout/event/order.created/" + id);

        var event = settled(id);
        assertThat(text(event, "id", "type", "version", "status", "recipients", "workflowId"))
                .containsExactly(id, "order.created", "1", "delivered", "1", "fanout/event/order.created/" + id);
        assertThat(event.get("payload").toString()).isEqualTo("{\"orderId\":\"o-1\",\"amount\":5}");
        assertThat(event.at("/tags/0").asString()).isEqualTo("vip");
        assertThat(event.at("/metadata/tenant").asString()).isEqualTo("acme");
        assertThat(Instant.parse(event.get("accepted").asString())).isAfterOrEqualTo(before.minusSeconds(1));
        var delivery = event.at("/deliveries/0");
        assertThat(text(delivery, "subscription", "status", "attemptCount"))
                .containsExactly("send-receipt", "delivered", "1");
        assertThat(delivery.at("/output/messageId").asString()).isEqualTo("m-o-1");
        assertThat(text(delivery.at("/attempts/0"), "number", "outcome")).containsExactly("1", "returned");
    }

    @Test
    void showsWhyADeliveryFailed() throws Exception {
        var event = settled(publish("order.refused", "{\"why\": \"not today\"}"));

        assertThat(event.get("status").asString()).isEqualTo("failed");
        assertThat(event.at("/deliveries/0/error").asString()).contains("RejectedEventException: not today");
        assertThat(event.at("/deliveries/0/attempts/0/outcome").asString()).isEqualTo("threw");
    }

    @Test
    void refusesAFormEvenOneThatCannotBeReadApart() throws Exception {
        var form = HttpRequest.newBuilder(URI.create("http://localhost:%d/shop/fanout/api/v1/events".formatted(port)))
                .header("Content-Type", "multipart/form-data")
                .method("GET", BodyPublishers.noBody());

        var answer = client.send(form.build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(415);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(json(answer).get("code").asString()).isEqualTo("FANOUT-201");
    }

    @Test
    void listsEventsByPageAndByEveryFilter() throws Exception {
        var begin = Instant.now();
        var ids = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            ids.add(0, publish("listed", "{\"text\": \"%d\"}".formatted(i)));
        }
        ids.forEach(this::settled);

        var seen = new ArrayList<String>();
        var page = list("?type=listed&limit=2");
        var pages = 1;
        while (page.at("/page/hasMore").asBoolean()) {
            seen.addAll(ids(page));
            page = list("?type=listed&limit=2&cursor=" + page.at("/page/next").asString());
            pages++;
        }
        seen.addAll(ids(page));
        assertThat(pages).isEqualTo(3);
        assertThat(seen).hasSize(5).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(page.at("/page/next").isMissingNode()).isTrue();

        assertThat(ids(list("?type=listed&status=delivered"))).hasSize(5);
        assertThat(ids(list("?type=listed&status=failed"))).isEmpty();
        assertThat(ids(list("?type=listed&from=" + begin.minusSeconds(5)))).hasSize(5);
        assertThat(ids(list("?type=listed&to=" + begin.minusSeconds(5)))).isEmpty();
        assertThat(ids(list("?type=listed&from=2000-01-01T00:00:00%2B02:00"))).hasSize(5);
        assertThat(ids(list("?type=nobody.has.this"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ?stats=failed                | There is no parameter 'stats'      | Did you mean 'status'?
            ?=5                          | The parameters cannot be read      | name=value
            ?limt=5                      | There is no parameter 'limt'       | Did you mean 'limit'?
            ?page=5                      | There is no parameter 'page'       | Known are: type, status, key, tag, causation, filter, from, to, cursor, limit
            ?type=a&type=b               | The parameter 'type' is there 2    | once
            ?type=a%20b                  | 'a b' is not an id                 | order.created
            ?status=faild                | 'faild' is not a status            | Did you mean 'failed'?
            ?status=DELIVERED            | 'DELIVERED' is not a status        | delivered
            ?from=yesterday              | 'yesterday' is not a time          | 2026-11-24T09:30:00Z
            ?to=2026-11-24T09:30:00      | is not a time                      | offset
            ?from=+999999999-12-31T00:00Z| is not a time                      | offset
            ?limit=0                     | limit 0                            | 1 to 200
            ?limit=201                   | limit 201                          | 1 to 200
            ?limit=many                  | 'many' is not a limit              | 1 to 200
            ?cursor=MTIz                 | 'MTIz' is not a cursor             | page.next
            ?cursor=%20                  | is not a cursor                    | page.next
            /no-such-id?x=1              | There is no parameter 'x'          | Leave it out
            """)
    void refusesWhatItDoesNotUnderstand(String query, String problem, String hint) throws Exception {
        assertProblem(
                get("/events" + query), 400, query.contains("type=a%20b") ? "FANOUT-001" : "FANOUT-201", problem, hint);
    }

    @Test
    void saysWhatIsNotThere() throws Exception {
        assertProblem(get("/events/no-such-id"), 404, "FANOUT-202", "no event 'no-such-id'", "a moment");
        assertProblem(get("/evnts"), 404, "FANOUT-202", "/fanout/api/v1/evnts", "GET /fanout/api/v1/events");
        assertProblem(
                post("/events/order.creatd/publish", "{\"payload\":{}}"),
                404,
                "FANOUT-101",
                "'order.creatd'",
                "order.created");
    }

    @Test
    void pointsAtEachViolationWithinTheBody() throws Exception {
        var answer = post("/events/order.created/publish", "{\"payload\": {\"orderId\": 7, \"amount\": \"x\"}}");

        var problem = assertProblem(answer, 422, "FANOUT-102", "order.created", "new version");
        assertThat(problem.get("errors")
                        .valueStream()
                        .map(it -> it.get("pointer").asString()))
                .containsExactly("/payload/orderId", "/payload/amount");
        assertThat(problem.at("/errors/0/message").asString()).contains("string");
        assertThat(problem.get("type").asString()).isEqualTo("urn:fanout:error:FANOUT-102");
        assertThat(problem.get("status").asInt()).isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                            | FANOUT-104 | is not a JSON object
            []                                            | FANOUT-104 | is not a JSON object
            {"payload": {"text": }}                       | FANOUT-104 | line 1, column
            {"payload": {"text": "a"}} {}                 | FANOUT-104 | goes on after
            {"payload": {"text": "a"}, "payload": 1}      | FANOUT-104 | 'payload' twice
            {"payload": {"text": "a", "text": "b"}}       | FANOUT-104 | uplicate
            {"text": "a"}                                 | FANOUT-201 | unknown field 'text'
            {"paylod": {"text": "a"}}                     | FANOUT-201 | 'paylod'
            {}                                            | FANOUT-201 | no 'payload'
            {"payload": {"text": "a"}, "options": []}     | FANOUT-201 | options
            {"payload": {"text": "a"}, "options": {"tag": []}}      | FANOUT-201 | 'options.tag'
            {"payload": {"text": "a"}, "options": {"tags": [null]}} | FANOUT-201 | null
            {"payload": {"text": "a"}, "options": {"tags": [""]}}   | FANOUT-107 | tag
            {"payload": {"text": "a"}, "options": {"idempotencykey": "a"}} | FANOUT-201 | 'options.idempotencykey'
            {"payload": {"text": "a"}, "options": {"orderingKey": 7}} | FANOUT-201 | options
            {"payload": {"text": "a"}, "options": {"orderingKey": 1e99999999999}} | FANOUT-201 | a number is too large
            {"payload": {"text": "a"}, "options": {"delay": "1h"}}  | FANOUT-201 | 'delay' is '1h'
            {"payload": {"text": "a"}, "options": {"delay": "PT0S"}} | FANOUT-107 | 'delay' cannot be PT0S
            {"payload": {"text": "a"}, "options": {"deliverAt": "tomorrow"}} | FANOUT-201 | 'tomorrow'
            {"payload": {"text": "a"}, "options": {"deliverAt": "2199-01-01T00:00:00Z"}} | FANOUT-107 | as late as 2199
            {"payload": {"text": "\\ud800"}}              | FANOUT-104 | surrogate
            {"payload": {"text": 1e999999999}}            | FANOUT-104 | number
            """)
    void refusesABodyThatIsNotOne(String body, String code, String problem) throws Exception {
        assertProblem(post("/events/note/publish", body), 400, code, problem, "");
    }

    @Test
    void suggestsTheFieldThatWasMeant() throws Exception {
        assertProblem(
                post("/events/note/publish", "{\"paylod\": 1}"),
                400,
                "FANOUT-201",
                "'paylod'",
                "Did you mean 'payload'?");
    }

    @Test
    void refusesWhatOnlyAnAttackerWouldSend() throws Exception {
        var deep = "[".repeat(10_000) + "]".repeat(10_000);
        var deeper = "[".repeat(600_000);
        var digits = "1".repeat(100_000);

        assertProblem(
                post("/events/note/publish", "{\"payload\": %s}".formatted(deep)), 400, "FANOUT-104", "", "100 levels");
        assertProblem(post("/events/note/publish", "{\"payload\": " + deeper), 400, "FANOUT-104", "depth", "");
        assertProblem(
                post("/events/note/publish", "{\"payload\": {\"text\": %s}}".formatted(digits)),
                400,
                "FANOUT-104",
                "",
                "1,000 digits");
        var invalid = "{\"payload\": {\"text\": \"ä\"}}".getBytes(StandardCharsets.ISO_8859_1);
        assertProblem(
                post("/events/note/publish", BodyPublishers.ofByteArray(invalid), UnaryOperator.identity()),
                400,
                "FANOUT-104",
                "UTF-8",
                "");
    }

    @Test
    void takesAPayloadOfTheLargestSizeAndNoByteMore() throws Exception {
        var frame = "{\"text\":\"\"}".length();
        var largest = "{\"text\":\"%s\"}".formatted("x".repeat(Fanout.MAX_PAYLOAD_BYTES - frame));
        var tooLarge = "{\"text\":\"%s\"}".formatted("x".repeat(Fanout.MAX_PAYLOAD_BYTES - frame + 1));

        assertThat(publish("note", largest)).isNotEmpty();
        assertProblem(
                post("/events/note/publish", "{\"payload\": %s}".formatted(tooLarge)),
                413,
                "FANOUT-103",
                "bytes of JSON",
                "reference");
    }

    @Test
    void answersWithoutReadingABodyThatIsTooLarge() throws Exception {
        try (var announced = new RawRequest(port)) {
            announced.send(
                    "POST /shop/fanout/api/v1/events/note/publish HTTP/1.1",
                    "Host: localhost",
                    "Content-Type: application/json",
                    "Content-Length: 104857600",
                    "",
                    "{");

            assertThat(announced.answer()).startsWith("HTTP/1.1 413").contains("FANOUT-103", "104,857,600 bytes");
        }
        try (var endless = new RawRequest(port)) {
            endless.send(
                    "POST /shop/fanout/api/v1/events/note/publish HTTP/1.1",
                    "Host: localhost",
                    "Content-Type: application/json",
                    "Transfer-Encoding: chunked",
                    "",
                    "140001",
                    "x".repeat(0x140001));

            assertThat(endless.answer()).startsWith("HTTP/1.1 413").contains("FANOUT-103");
        }
    }

    @Test
    void refusesOtherContentAndOtherMethods() throws Exception {
        var body = BodyPublishers.ofString("{\"payload\": {\"text\": \"a\"}}");

        for (var type : List.of("text/plain", "application/xml", "application/json;charset=utf-16", "nonsense")) {
            assertProblem(
                    post("/events/note/publish", body, it -> it.setHeader("Content-Type", type)),
                    415,
                    "FANOUT-201",
                    "'%s'".formatted(type),
                    "application/json");
        }
        assertProblem(
                post("/events/note/publish", body, it -> it.setHeader("Content-Encoding", "gzip")),
                415,
                "FANOUT-201",
                "gzip",
                "");
        var get = get("/events/note/publish");
        assertProblem(get, 405, "FANOUT-201", "GET", "POST");
        assertThat(get.headers().firstValue("Allow")).hasValue("POST");
        var delete = send("/events/some-id", it -> it.DELETE());
        assertProblem(delete, 405, "FANOUT-201", "DELETE", "GET");
        assertProblem(post("/events", "{}"), 405, "FANOUT-201", "POST", "GET");
        var batch = send("/events/batch", it -> it.DELETE());
        assertProblem(batch, 405, "FANOUT-201", "DELETE", "GET or HEAD or POST");
        assertThat(batch.headers().firstValue("Allow")).hasValue("GET,HEAD,POST");
    }

    @Test
    void answersARepeatedPublishWithTheFirstEvent() throws Exception {
        var body = "{\"payload\": {\"text\": \"%s\"}, \"options\": {\"idempotencyKey\": \"n-1\"}}";

        var first = post("/events/note/publish", body.formatted("a"));
        var again = post("/events/note/publish", body.formatted("a"));
        var other = post("/events/note/publish", body.formatted("b"));

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(json(first).get("duplicate").asBoolean()).isFalse();
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(json(again).get("duplicate").asBoolean()).isTrue();
        var id = json(first).get("eventId").asString();
        assertThat(json(again).get("eventId").asString()).isEqualTo(id);
        assertThat(assertProblem(other, 409, "FANOUT-111", "'n-1'", "another key")
                        .get("eventId")
                        .asString())
                .isEqualTo(id);
    }

    @Test
    void takesAnEventBackUntilItIsDelivered() throws Exception {
        var scheduled = post("/events/note/publish", """
                {"payload": {"text": "a"}, "options": {"delay": "PT1H", "expiresAfter": "P1D"}}""");
        var id = json(scheduled).get("eventId").asString();
        await().until(() -> ids(list("?type=note&status=scheduled")).contains(id));

        var cancelled = post("/events/%s/cancel".formatted(id), "");

        assertThat(cancelled.statusCode()).as(cancelled.body()).isEqualTo(200);
        assertThat(json(cancelled).get("cancelled").asBoolean()).isTrue();
        await().until(() -> ids(list("?type=note&status=cancelled")).contains(id));
        assertThat(json(post("/events/%s/cancel".formatted(id), ""))
                        .get("cancelled")
                        .asBoolean())
                .isTrue();
        var delivered = publish("note", "{\"text\": \"b\"}");
        settled(delivered);
        assertThat(json(post("/events/%s/cancel".formatted(delivered), ""))
                        .get("cancelled")
                        .asBoolean())
                .isFalse();
        assertProblem(post("/events/no-such-id/cancel", ""), 404, "FANOUT-202", "no event 'no-such-id'", "");
    }

    @Test
    void storesTheCallersTraceContext() throws Exception {
        var traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        var body = BodyPublishers.ofString("{\"payload\": {\"text\": \"a\"}}");

        var traced = post("/events/note/publish", body, it -> it.header("traceparent", traceparent));
        var garbled = post("/events/note/publish", body, it -> it.header("traceparent", traceparent.replace('0', 'x')));

        assertThat(settled(json(traced).get("eventId").asString())
                        .get("traceparent")
                        .asString())
                .isEqualTo(traceparent);
        assertThat(settled(json(garbled).get("eventId").asString()).has("traceparent"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            evil.example     | X-Nothing: 1
            localhost        | X-Forwarded-For: 10.0.0.1
            localhost        | X-Real-IP: 10.0.0.1
            localhost        | Forwarded: for=10.0.0.1
            localhost        | Sec-Fetch-Site: cross-site
            """)
    void answersThisMachineOnly(String host, String header) throws Exception {
        try (var request = new RawRequest(port)) {
            request.send(
                    "GET /shop/fanout/api/v1/events HTTP/1.1", "Host: " + host, header, "Connection: close", "", "");

            assertThat(request.answer())
                    .startsWith("HTTP/1.1 403")
                    .contains("application/problem+json", "FANOUT-203", "fanout.access.remote=true");
        }
    }

    @Test
    void answersThisMachineByEachOfItsNames() throws Exception {
        for (var host : List.of("localhost:" + port, "LOCALHOST", "127.0.0.1", "[::1]:8080")) {
            try (var request = new RawRequest(port)) {
                request.send("GET /shop/fanout/api/v1/events HTTP/1.1", "Host: " + host, "Connection: close", "", "");

                assertThat(request.answer()).startsWith("HTTP/1.1 200");
            }
        }
    }

    @Test
    void leavesTheRestOfTheApplicationAlone() throws Exception {
        var answer = client.send(
                HttpRequest.newBuilder(URI.create("http://localhost:%d/shop/own/anything".formatted(port)))
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.body()).isEqualTo("caught");
    }

    private String publish(String type, String payload) throws Exception {
        var answer = post("/events/%s/publish".formatted(type), "{\"payload\": %s}".formatted(payload));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return json(answer).get("eventId").asString();
    }

    private JsonNode settled(String id) {
        return await().atMost(30, SECONDS)
                .until(
                        () -> json(get("/events/" + id)),
                        it -> it.has("settled")
                                && List.of("delivered", "failed")
                                        .contains(it.get("status").asString()));
    }

    private JsonNode list(String query) throws Exception {
        var answer = get("/events" + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    private static List<String> ids(JsonNode page) {
        return page.get("items")
                .valueStream()
                .map(it -> it.get("id").asString())
                .toList();
    }

    private static List<String> text(JsonNode object, String... names) {
        return List.of(names).stream().map(name -> object.path(name).asString()).toList();
    }

    private static JsonNode assertProblem(
            HttpResponse<String> answer, int status, String code, String problem, String hint) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        var body = json(answer);
        assertThat(body.get("code").asString()).as(answer.body()).isEqualTo(code);
        assertThat(body.get("detail").asString()).contains(problem).hasSizeLessThan(500);
        assertThat(body.get("hint").asString()).isNotBlank().contains(hint);
        assertThat(body.get("status").asInt()).isEqualTo(status);
        return body;
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return FanoutJson.MAPPER.readTree(answer.body());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(path, UnaryOperator.identity());
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return post(path, BodyPublishers.ofString(body), UnaryOperator.identity());
    }

    private HttpResponse<String> post(String path, BodyPublisher body, UnaryOperator<HttpRequest.Builder> more)
            throws IOException, InterruptedException {
        return send(path, it -> more.apply(it.POST(body).setHeader("Content-Type", "application/json")));
    }

    private HttpResponse<String> send(String path, UnaryOperator<HttpRequest.Builder> more)
            throws IOException, InterruptedException {
        var request = more.apply(HttpRequest.newBuilder(URI.create(base() + path)));
        var answer = client.send(request.build(), BodyHandlers.ofString());
        ServedDescription.at(root()).require(answer);
        return answer;
    }

    private String base() {
        return root() + "/fanout/api/v1";
    }

    private String root() {
        return "http://localhost:%d/shop".formatted(port);
    }
}
