package sh.fanout.examples.filter;

import java.math.BigDecimal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import sh.fanout.Event;
import sh.fanout.Fanout;
import sh.fanout.Subscribe;

/** Three orders, of which the fraud check wants one. */
@SpringBootApplication
public class FraudCheck {

    @Event("order.created")
    public record OrderCreated(String orderId, BigDecimal amount, String country) {}

    @Component
    static class Subscribers {
        private final Logger logger = LoggerFactory.getLogger(FraudCheck.class);

        @Subscribe(value = "check-fraud", filter = """
                {"amount": [{"$gte": 1000}]}""")
        void check(OrderCreated order) {
            logger.info("checked {}", order.orderId());
        }

        @Subscribe("send-receipt")
        void send(OrderCreated order) {
            logger.info("receipt for {}", order.orderId());
        }
    }

    @Bean
    ApplicationRunner publish(Fanout fanout) {
        return arguments -> {
            fanout.publish(new OrderCreated("o-1", new BigDecimal("12.50"), "AT"));
            fanout.publish(new OrderCreated("o-2", new BigDecimal("2000"), "AT"));
            fanout.publish(new OrderCreated("o-3", new BigDecimal("999.99"), "DE"));
        };
    }

    public static void main(String[] arguments) {
        SpringApplication.run(FraudCheck.class, arguments);
    }
}
