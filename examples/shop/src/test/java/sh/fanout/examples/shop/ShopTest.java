package sh.fanout.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.client.RestClient;
import sh.fanout.log.EventQuery;
import sh.fanout.log.EventStatus;
import sh.fanout.log.EventSummary;
import sh.fanout.log.Events;

@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"shop.traffic.per-second=10", "shop.traffic.limit=5"})
class ShopTest {

    @Autowired
    private Events events;

    @Autowired
    private Traffic traffic;

    @LocalServerPort
    private int port;

    @Test
    void sellsUntilItsLimitAndDeliversEverythingAlthoughASubscriberFailsForAWhile() {
        turn("send-receipt", "fail");
        await().atMost(Duration.ofSeconds(60)).until(() -> traffic.ordered() == 5);
        turn("send-receipt", "recover");

        await().atMost(Duration.ofSeconds(60)).until(() -> delivered("order.created") == 5);
        await().atMost(Duration.ofSeconds(60)).until(() -> delivered("order.shipped") == 5);
        assertThat(traffic.ordered()).isEqualTo(5);
        assertThat(of("order.created"))
                .allSatisfy(order -> assertThat(order.orderingKey()).startsWith("cust-"));
        assertThat(of("order.shipped"))
                .extracting(shipped -> events.get(shipped.id()).envelope().idempotencyKey())
                .allSatisfy(key -> assertThat(key).endsWith("/ship"));
    }

    private void turn(String subscription, String behaviour) {
        var state = RestClient.create("http://localhost:" + port)
                .post()
                .uri("/shop/{subscription}/{behaviour}", subscription, behaviour)
                .retrieve()
                .body(String.class);
        assertThat(state).containsIgnoringCase("\"send-receipt\":\"" + behaviour);
    }

    private long delivered(String type) {
        return of(type).stream()
                .map(EventSummary::status)
                .filter(EventStatus.DELIVERED::equals)
                .count();
    }

    private List<EventSummary> of(String type) {
        return events.page(EventQuery.ALL).events().stream()
                .filter(event -> event.type().equals(type))
                .toList();
    }
}
