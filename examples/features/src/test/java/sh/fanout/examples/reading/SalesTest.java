package sh.fanout.examples.reading;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import sh.fanout.examples.testing.Delivered;
import sh.fanout.log.Events;
import sh.fanout.log.LoggedDelivery;

@SpringBootTest(webEnvironment = WebEnvironment.NONE)
class SalesTest {

    @Autowired
    private Events events;

    @Test
    void givesTheOrderToBothAsEachOfThemReadsIt() {
        var order = Delivered.events(events, "order.created", 1).get(0);

        assertThat(order.envelope().version()).isEqualTo("2");
        assertThat(order.deliveries())
                .extracting(LoggedDelivery::output)
                .containsExactlyInAnyOrder("\"checked o-1\"", "2000");
    }
}
