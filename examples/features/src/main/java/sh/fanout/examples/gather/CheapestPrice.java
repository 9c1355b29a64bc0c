package sh.fanout.examples.gather;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import sh.fanout.Event;
import sh.fanout.Fanout;
import sh.fanout.GatherResult;
import sh.fanout.Retry;
import sh.fanout.Subscribe;

/** Asks price providers, of which one fails and one never answers, and takes the cheapest. */
@SpringBootApplication
public class CheapestPrice {

    @Event("price.asked")
    public record PriceAsked(String sku) {}

    public record Price(String provider, BigDecimal amount) {}

    @Component
    static class Providers {

        @Subscribe("alpha")
        Price alpha(PriceAsked asked) {
            return new Price("alpha", new BigDecimal("12.50"));
        }

        @Subscribe("beta")
        Price beta(PriceAsked asked) {
            return new Price("beta", new BigDecimal("11.90"));
        }

        @Subscribe(value = "gamma", retry = @Retry(attempts = 1))
        Price gamma(PriceAsked asked) {
            throw new IllegalStateException("gamma is closed today");
        }

        @Subscribe("delta") // never answers
        void delta(PriceAsked asked) throws InterruptedException {
            new CountDownLatch(1).await();
        }
    }

    @Service
    static class Prices {
        private final Fanout fanout;

        Prices(Fanout fanout) {
            this.fanout = fanout;
        }

        GatherResult ask(String sku) {
            return fanout.publishAndWait(new PriceAsked(sku), Duration.ofSeconds(2));
        }

        Optional<Price> cheapest(GatherResult prices) {
            return prices.results().values().stream()
                    .map(result -> result.output(Price.class)) // null of those that have not answered
                    .filter(Objects::nonNull)
                    .min(Comparator.comparing(Price::amount));
        }
    }

    @Bean
    ApplicationRunner printTheCheapest(Prices prices) {
        var logger = LoggerFactory.getLogger(CheapestPrice.class);
        return arguments -> {
            var answers = prices.ask("sku-1");
            answers.results().forEach((provider, result) -> logger.info("{}: {}", provider, result.status()));
            logger.info("the cheapest: {}", prices.cheapest(answers));
        };
    }

    public static void main(String[] arguments) {
        SpringApplication.run(CheapestPrice.class, arguments);
    }
}
