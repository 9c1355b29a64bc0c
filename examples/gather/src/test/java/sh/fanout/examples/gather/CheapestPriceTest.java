package sh.fanout.examples.gather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import sh.fanout.Fanout;
import sh.fanout.SubscriberResult.Status;
import sh.fanout.examples.gather.CheapestPrice.Price;

@SpringBootTest
class CheapestPriceTest {

    @Autowired
    private Fanout fanout;

    @Test
    void takesTheCheapestOfThoseThatAnswered() {
        var prices = await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> CheapestPrice.ask(fanout),
                        it -> it.from("alpha").ok()
                                && it.from("beta").ok()
                                && it.from("gamma").status() == Status.FAILED);

        assertThat(prices.complete()).isFalse();
        assertThat(prices.from("gamma").error()).contains("gamma is closed today");
        assertThat(prices.from("delta").status()).isEqualTo(Status.PENDING);
        assertThat(CheapestPrice.cheapest(prices)).contains(new Price("beta", new BigDecimal("11.90")));
    }

    @Test
    void isTheCodeOfTheReadme() throws IOException {
        var source = Files.readString(Path.of("src/main/java/sh/fanout/examples/gather/CheapestPrice.java"));
        var begin = "    // tag::readme[]\n";
        var shown = source.substring(source.indexOf(begin) + begin.length(), source.indexOf("    // end::readme[]"))
                .indent(-4);

        assertThat(Files.readString(Path.of("../../README.md"))).contains("```java\n" + shown + "```");
    }
}
