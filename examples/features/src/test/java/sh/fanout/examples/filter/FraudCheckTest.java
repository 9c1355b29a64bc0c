package sh.fanout.examples.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import sh.fanout.examples.testing.Delivered;
import sh.fanout.log.Events;

@SpringBootTest(webEnvironment = WebEnvironment.NONE)
class FraudCheckTest {

    @Autowired
    private Events events;

    @Test
    void givesTheLargeOrderAloneToTheFraudCheckAndSaysWhy() {
        var orders = Delivered.events(events, "order.created", 3);

        assertThat(orders)
                .extracting(Delivered::to)
                .containsExactly(
                        List.of("send-receipt"), List.of("check-fraud", "send-receipt"), List.of("send-receipt"));
        assertThat(orders.get(0).passedOver()).singleElement().satisfies(it -> {
            assertThat(it.subscription()).isEqualTo("check-fraud");
            assertThat(it.mismatch()).hasToString("Mismatch[pointer=/amount, clause={\"$gte\":1000}, saw=12.50]");
        });
    }
}
