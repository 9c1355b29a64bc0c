package sh.fanout.examples.gather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static sh.fanout.examples.testing.Delivered.PATIENCE;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import sh.fanout.Fanout;
import sh.fanout.SubscriberResult.Status;
import sh.fanout.examples.gather.CheapestPrice.Price;

@SpringBootTest(webEnvironment = WebEnvironment.NONE)
class CheapestPriceTest {

    @Autowired
    private Fanout fanout;

    @Test
    void takesTheCheapestOfThoseThatAnswered() {
        var prices = await().atMost(PATIENCE)
                .until(
                        () -> CheapestPrice.ask(fanout, "sku-2"),
                        it -> it.from("alpha").ok()
                                && it.from("beta").ok()
                                && it.from("gamma").status() == Status.FAILED);

        assertThat(prices.complete()).isFalse();
        assertThat(prices.from("gamma").error()).contains("gamma is closed today");
        assertThat(prices.from("delta").status()).isEqualTo(Status.PENDING);
        assertThat(CheapestPrice.cheapest(prices)).contains(new Price("beta", new BigDecimal("11.90")));
    }
}
