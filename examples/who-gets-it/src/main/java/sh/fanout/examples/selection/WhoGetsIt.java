package sh.fanout.examples.selection;

import java.math.BigDecimal;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import sh.fanout.Event;
import sh.fanout.EventEnvelope;
import sh.fanout.Fanout;
import sh.fanout.RateLimit;
import sh.fanout.Subscribe;

/** Publishes a small order and a large one; the endpoints then tell who got them, and why not. */
@SpringBootApplication
public class WhoGetsIt {

    // tag::readme[]
    @Event(
            value = "order.created",
            rateLimit = @RateLimit(limit = 100, window = "1m")) // refuses the 101st in any minute
    public record OrderCreated(String orderId, BigDecimal amount, String customerId) {}

    @Component
    static class Subscribers {
        private final Logger logger = LoggerFactory.getLogger(Subscribers.class);

        @Subscribe(value = "check-fraud", filter = "{\"amount\": [{\"$gte\": 1000}]}") // only large orders
        void checkFraud(OrderCreated order) {
            logger.info("checked {}", order.orderId());
        }

        @Subscribe(value = "worker-a", consumerGroup = "workers") // a or b, never both
        void workOnA(OrderCreated order) {
            logger.info("a works on {}", order.orderId());
        }

        @Subscribe(value = "worker-b", consumerGroup = "workers")
        void workOnB(OrderCreated order) {
            logger.info("b works on {}", order.orderId());
        }

        @Subscribe(value = "analytics", events = "order.*") // every type that matches, now or later
        void count(EventEnvelope event) {
            logger.info("counted {} {}", event.type(), event.id());
        }

        @Subscribe(value = "call-bank", concurrency = 4, rateLimit = @RateLimit(limit = 10, window = "1s")) // waits
        void callBank(OrderCreated order) {
            logger.info("the bank knows of {}", order.orderId());
        }
    }
    // end::readme[]

    @Bean
    ApplicationRunner publish(Fanout fanout) {
        return arguments -> List.of("12.50", "2000")
                .forEach(amount ->
                        fanout.publish(new OrderCreated("order-" + amount, new BigDecimal(amount), "cust-1")));
    }

    public static void main(String[] arguments) {
        SpringApplication.run(WhoGetsIt.class, arguments);
    }
}
