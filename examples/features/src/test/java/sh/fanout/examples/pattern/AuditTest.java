package sh.fanout.examples.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import sh.fanout.examples.testing.Delivered;
import sh.fanout.log.Events;

@SpringBootTest(webEnvironment = WebEnvironment.NONE)
class AuditTest {

    @Autowired
    private Events events;

    @Test
    void givesEachSubscriptionTheTypesThatItsPatternMatches() {
        assertThat(Delivered.events(events, "**", 3))
                .extracting(it -> it.envelope().type(), Delivered::to)
                .containsExactly(
                        tuple("order.created", List.of("archive", "count-orders")),
                        tuple("order.shipped", List.of("archive", "count-orders")),
                        tuple("customer.moved", List.of("archive")));
    }
}
