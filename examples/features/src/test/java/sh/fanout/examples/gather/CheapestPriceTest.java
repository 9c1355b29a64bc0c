package sh.fanout.examples.gather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static sh.fanout.examples.testing.Delivered.PATIENCE;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import sh.fanout.SubscriberResult.Status;
import sh.fanout.examples.gather.CheapestPrice.Price;
import sh.fanout.examples.gather.CheapestPrice.Prices;

@SpringBootTest(webEnvironment = WebEnvironment.NONE)
class CheapestPriceTest {

    @Autowired
    private Prices prices;

    @Test
    void takesTheCheapestOfThoseThatAnswered() {
        var answers = await().atMost(PATIENCE)
                .until(
                        () -> prices.ask("sku-2"),
                        it -> it.results().size() == 4
                                && it.from("alpha").ok()
                                && it.from("beta").ok()
                                && it.from("gamma").status() == Status.FAILED);

        assertThat(answers.complete()).isFalse();
        assertThat(answers.from("gamma").error()).contains("gamma is closed today");
        assertThat(answers.from("delta").status()).isEqualTo(Status.PENDING);
        assertThat(prices.cheapest(answers)).contains(new Price("beta", new BigDecimal("11.90")));
    }
}
