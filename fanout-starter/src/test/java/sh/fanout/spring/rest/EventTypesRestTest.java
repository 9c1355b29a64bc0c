package sh.fanout.spring.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static sh.fanout.spring.rest.Calls.json;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Which event types there are, over HTTP. */
@SpringBootTest(
        classes = RestApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "spring.application.name=shop")
class EventTypesRestTest {

    @LocalServerPort
    int port;

    @Test
    void listsTheTypesThatAreDefined() throws Exception {
        var items = json(calls().get("/event-types")).get("items");

        assertThat(items.valueStream().map(it -> it.get("id").asString())).contains("limited", "note", "order.shipped");
        assertThat(of(items, "order.shipped")).isEqualTo("{\"id\":\"order.shipped\",\"version\":\"1\",\"description\":\"\","
                + "\"stream\":\"order.shipped\",\"rateLimit\":null,\"deadLetters\":true,\"services\":[\"shop\"],"
                + "\"subscriptions\":[\"tell-customer\"]}");
        assertThat(of(items, "limited")).contains("\"rateLimit\":{\"limit\":1,\"window\":\"PT3S\"");
    }

    @Test
    void showsTheSchemasOfAType() throws Exception {
        var type = json(calls().get("/event-types/order.shipped"));

        assertThat(type.get("subscriptions").toString()).isEqualTo("[\"tell-customer\"]");
        assertThat(type.get("schemas").size()).isEqualTo(1);
        assertThat(type.at("/schemas/0/schema/properties/weight/type").asString()).isEqualTo("integer");
        assertThat(type.at("/schemas/0/service").asString()).isEqualTo("shop");
    }

    @Test
    void knowsNoTypeThatNobodyDefined() throws Exception {
        var answer = calls().get("/event-types/order.shiped");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(json(answer).get("code").asString()).isEqualTo("FANOUT-101");
        assertThat(answer.body()).contains("order.shipped");
    }

    private static String of(JsonNode items, String id) {
        return items.valueStream()
                .filter(it -> it.get("id").asString().equals(id))
                .map(JsonNode::toString)
                .findFirst()
                .orElseThrow();
    }

    private Calls calls() {
        return new Calls(port);
    }
}
