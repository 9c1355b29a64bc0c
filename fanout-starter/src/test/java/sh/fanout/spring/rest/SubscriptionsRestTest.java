package sh.fanout.spring.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import sh.fanout.workflows.temporal.FanoutJson;
import tools.jackson.databind.JsonNode;

@SpringBootTest(
        classes = RestApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"spring.application.name=shop", "spring.jackson.property-naming-strategy=SNAKE_CASE"})
class SubscriptionsRestTest {

    @LocalServerPort
    int port;

    @Test
    void showsWhatIsDeclaredAndHowItStands() throws Exception {
        var all = get("");
        var one = get("/tell-customer");

        assertThat(all.statusCode()).as(all.body()).isEqualTo(200);
        assertThat(json(all).get("items").valueStream().map(it -> it.get("id").asString()))
                .containsExactly("refuse", "send-receipt", "tell-customer");
        assertThat(one.statusCode()).as(one.body()).isEqualTo(200);
        var state = json(one);
        assertThat(text(state, "id", "events", "consumerGroup", "service", "status", "pollers"))
                .containsExactly("tell-customer", "order.shipped", "tellers", "shop", "active", "1");
        assertThat(state.at("/filter/weight/0/$gte").asInt()).isEqualTo(1000);
        assertThat(state.get("limits").toString())
                .isEqualTo("{\"rate\":{\"limit\":100,\"window\":\"PT1M\"},"
                        + "\"perKey\":{\"key\":\"customerId\",\"limit\":5,\"window\":\"PT1S\"},\"concurrency\":3}");
        assertThat(state.has("pause")).isFalse();
        assertThat(state.has("backlog")).isFalse();
    }

    @Test
    void pausesAndResumes() throws Exception {
        var until = Instant.parse("2099-11-24T09:30:00Z");

        var paused = post("/refuse/pause", """
                {"who": "alice", "why": "not today", "until": "2099-11-24T10:30:00+01:00"}
                """);
        assertThat(paused.statusCode()).as(paused.body()).isEqualTo(200);
        assertThat(json(paused).get("status").asString()).isEqualTo("paused");
        var pause = json(get("/refuse")).get("pause");
        assertThat(text(pause, "who", "why", "until")).containsExactly("alice", "not today", until.toString());
        assertThat(Instant.parse(pause.get("since").asString()))
                .isBefore(Instant.now().plusSeconds(1));

        var again = post("/refuse/pause", "{\"who\": \"bob\", \"why\": \"still down\", \"until\": null}");
        assertThat(json(again).at("/pause/who").asString()).isEqualTo("bob");
        assertThat(json(again).get("pause").has("until")).isFalse();

        var resumed = post("/refuse/resume", "{\"who\": \"bob\", \"why\": \"another day\"}");
        assertThat(resumed.statusCode()).as(resumed.body()).isEqualTo(200);
        assertThat(text(json(resumed), "id", "status")).containsExactly("refuse", "active");
        assertThat(json(get("/refuse")).has("pause")).isFalse();
    }

    @Test
    void retiresNothingThatIsServed() throws Exception {
        var refused = post("/refuse/retire", "{\"who\": \"bob\", \"why\": \"tidy up\"}");

        assertProblem(refused, 409, "FANOUT-205", "'refuse' is served by service 'shop'", "Pause it");
        assertThat(json(get("/refuse")).get("status").asString()).isEqualTo("active");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            pause  | {"who": "a", "why": "b", "untill": "x"}                       | unknown field 'untill'  | Did you mean 'until'?
            resume | {"who": "a", "why": "b", "until": "2099-11-24T09:30:00Z"}     | unknown field 'until'   | who, why
            pause  | {"who": "a"}                                                     | no 'why'             | "why":
            pause  | {"who": null, "why": "b"}                                     | no 'who'                 | alice
            pause  | {"who": 7, "why": "b"}                                        | 'who' is not a text      | quotes
            pause  | {"who": "\\ud800\\ud800", "why": ["b"]}                       | not a text              | quotes
            pause  | {"who": " ", "why": "b"}                                      | who                     | 1 to 100
            resume | {"who": "a", "why": ""}                                       | why                     | 1 to 500
            pause  | {"who": "a", "why": "b", "until": "tomorrow"}                 | 'tomorrow' is not       | 2026-11-24T09:30:00Z
            pause  | {"who": "a", "why": "b", "until": "2099-11-24T09:30:00"}      | is not a time           | offset
            pause  | {"who": "a", "why": "b", "until": "2020-01-01T00:00:00Z"}     | past                    | a time to come
            """)
    void refusesWhatItDoesNotUnderstand(String action, String body, String problem, String hint) throws Exception {
        assertProblem(post("/refuse/" + action, body), 400, "FANOUT-201", problem, hint);
    }

    @Test
    void saysWhatIsNotThere() throws Exception {
        var word = "{\"who\": \"alice\", \"why\": \"down\"}";

        assertProblem(get("/send-reciept"), 404, "FANOUT-202", "'send-reciept'", "Did you mean 'send-receipt'?");
        assertProblem(post("/nobody/pause", word), 404, "FANOUT-202", "'nobody'", "refuse, send-receipt");
        assertProblem(post("/nobody/resume", word), 404, "FANOUT-202", "'nobody'", "refuse, send-receipt");
        assertProblem(get("?limit=5"), 400, "FANOUT-201", "'limit'", "Leave it out");
        assertProblem(post("/refuse/pause", "[]"), 400, "FANOUT-104", "not a JSON object", "");
    }

    @Test
    void refusesOtherMethods() throws Exception {
        assertProblem(get("/refuse/pause"), 405, "FANOUT-201", "GET", "POST");
        assertProblem(get("/refuse/resume"), 405, "FANOUT-201", "GET", "POST");
        assertProblem(post("/refuse", "{}"), 405, "FANOUT-201", "POST", "GET");
        assertProblem(post("", "{}"), 405, "FANOUT-201", "POST", "GET");
        assertProblem(get("/refuse/stop"), 404, "FANOUT-202", "/refuse/stop", "/subscriptions/{id}/pause");
    }

    private static List<String> text(JsonNode object, String... names) {
        return List.of(names).stream().map(name -> object.path(name).asString()).toList();
    }

    private static void assertProblem(
            HttpResponse<String> answer, int status, String code, String problem, String hint) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(json(answer).get("code").asString()).isEqualTo(code);
        assertThat(json(answer).get("detail").asString()).contains(problem);
        assertThat(json(answer).get("hint").asString()).contains(hint);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return FanoutJson.MAPPER.readTree(answer.body());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return new Calls(port).get("/subscriptions" + path);
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return new Calls(port).post("/subscriptions" + path, body);
    }
}
