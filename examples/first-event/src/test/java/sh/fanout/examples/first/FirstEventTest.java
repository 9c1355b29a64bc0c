package sh.fanout.examples.first;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import sh.fanout.Fanout;
import sh.fanout.examples.first.FirstEvent.OrderCreated;

@SpringBootTest(properties = "fanout.mode=embedded")
class FirstEventTest {

    @Autowired
    private Fanout fanout;

    @Test
    void reservesStockForAnOrder() {
        var results = fanout.publishAndWait(new OrderCreated("order-7", new BigDecimal("12.50"), "cust-7"));

        assertThat(results.results()).containsOnlyKeys("send-receipt", "reserve-stock");
        assertThat(results.from("reserve-stock").output(String.class)).isEqualTo("reserved for order-7");
    }
}
