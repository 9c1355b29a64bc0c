package sh.fanout.examples.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import sh.fanout.examples.eventlog.Search.Orders;
import sh.fanout.examples.testing.Delivered;
import sh.fanout.log.Events;
import sh.fanout.log.LoggedDelivery;

@SpringBootTest(webEnvironment = WebEnvironment.NONE)
class SearchTest {

    @Autowired
    private Events events;

    @Autowired
    private Orders orders;

    @Test
    void findsTheLargeOrderOfTheCustomerWithAllThatIsKnown() {
        Delivered.events(events, "order.created", 3);

        var found = orders.large("ada");

        assertThat(found).singleElement().satisfies(it -> {
            var event = events.get(it.id());
            assertThat(event.envelope().payload()).contains("o-3");
            assertThat(event.deliveries()).extracting(LoggedDelivery::output).containsExactly("\"sent for o-3\"");
        });
        assertThat(orders.large("bob")).isEmpty();
    }
}
