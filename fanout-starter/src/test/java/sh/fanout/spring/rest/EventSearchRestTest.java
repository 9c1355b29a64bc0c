package sh.fanout.spring.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static sh.fanout.spring.rest.Calls.json;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Which events are found, over HTTP. */
@SpringBootTest(
        classes = RestApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "spring.application.name=search")
class EventSearchRestTest {

    @LocalServerPort
    int port;

    @BeforeEach
    void publish() throws Exception {
        if (weights("type=order.shipped").isEmpty()) {
            for (var weight : List.of(1, 20, 300)) {
                calls().post("/events/order.shipped/publish", """
                        {"payload": {"customerId": "c-%1$d", "weight": %1$d}, "options": {"orderingKey": "k-%1$d", "tags": ["eu", "t-%1$d"]}}
                        """.formatted(weight));
            }
            calls().post("/events/note/publish", "{\"payload\": {\"text\": \"hello\"}}");
            await().atMost(30, SECONDS).until(() -> weights("").size() == 4);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            type   | order.*                        | 300,20,1
            type   | note                           | hello
            type   | **                             | hello,300,20,1
            key    | k-20                           | 20
            key    | k                              | ``
            tag    | t-300                          | 300
            tag    | eu                             | 300,20,1
            filter | {"weight": [{"$gte": 20}]}     | 300,20
            filter | {"customerId": ["c-1"]}        | 1
            """)
    void findsEvents(String parameter, String value, String found) throws Exception {
        assertThat(String.join(",", weights(parameter + "=" + URLEncoder.encode(value, UTF_8))))
                .isEqualTo(found);
    }

    @Test
    void saysHowFarASearchHasCome() throws Exception {
        var all = list("type=order.*&filter=" + URLEncoder.encode("{\"weight\": [{\"$lt\": 20}]}", UTF_8));
        var one = list("type=order.*&limit=1&filter=" + URLEncoder.encode("{\"weight\": [{\"$lt\": 100}]}", UTF_8));

        assertThat(json(all).get("searched").toString()).isEqualTo("{\"events\":3,\"of\":3,\"exact\":true}");
        assertThat(json(one).get("searched").toString()).isEqualTo("{\"events\":2,\"of\":3,\"exact\":true}");
        var next = json(one).at("/page/next").asString();
        assertThat(list("type=order.*&cursor=" + next).body()).contains("t-1").doesNotContain("t-20", "searched");
    }

    @Test
    void warnsOfAFieldThatNoTypeHas() throws Exception {
        var none = json(list("filter=" + URLEncoder.encode("{\"weigth\": [1]}", UTF_8)));

        assertThat(none.get("items").isEmpty()).isTrue();
        assertThat(none.at("/searched/warning").asString()).contains("'/weigth'", "no event type", "'weight'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            filtre=%7B%7D                                              | FANOUT-201 | 'filter'
            filter=                                                    | FANOUT-012 | filter
            filter=%7B%22weight%22%3A%201%7D                           | FANOUT-012 | line 1, column 12
            type=order.shipped&filter=%7B%22weigth%22%3A%5B1%5D%7D     | FANOUT-012 | weight
            type=order..shipped                                        | FANOUT-001 | order..shipped
            type=order.**.x                                            | FANOUT-003 | order.**
            """)
    void refusesWhatCannotBeSearchedFor(String parameters, String code, String words) throws Exception {
        var answer = list(parameters);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(json(answer).get("code").asString()).isEqualTo(code);
        assertThat(answer.body()).contains(words);
    }

    private List<String> weights(String parameters) throws Exception {
        return json(list(parameters))
                .get("items")
                .valueStream()
                .map(item -> item.get("tags").size() == 0
                        ? "hello"
                        : item.at("/tags/1").asString().substring(2))
                .toList();
    }

    private HttpResponse<String> list(String parameters) throws Exception {
        return calls().get("/events?" + parameters);
    }

    private Calls calls() {
        return new Calls(port);
    }
}
