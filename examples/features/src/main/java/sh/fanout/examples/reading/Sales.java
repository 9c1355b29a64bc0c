package sh.fanout.examples.reading;

import java.math.BigDecimal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import sh.fanout.EventType;
import sh.fanout.Fanout;
import sh.fanout.Subscribe;
import sh.fanout.filter.Filter;
import sh.fanout.subscription.Subscription;

/** An event type and a subscription as beans, and a subscriber that knows one field of the event and not its class. */
@SpringBootApplication
public class Sales {

    private static final Logger logger = LoggerFactory.getLogger(Sales.class);

    public record OrderCreated(String orderId, BigDecimal amount, String currency) {}

    public record Sale(BigDecimal amount) {}

    @Bean
    EventType<OrderCreated> orderCreated() {
        return EventType.of("order.created", OrderCreated.class).version("2"); // since it has a currency
    }

    @Bean
    Subscription<OrderCreated> checkFraud(EventType<OrderCreated> orderCreated) {
        return Subscription.to(orderCreated)
                .id("check-fraud")
                .filter(Filter.field("amount").gte(1000))
                .handler((order, context) -> "checked " + order.orderId());
    }

    @Component
    static class Counter {

        @Subscribe(value = "count-sales", events = "order.created") // as in another service
        BigDecimal count(Sale sale) {
            logger.info("sold for {}", sale.amount());
            return sale.amount();
        }
    }

    @Bean
    ApplicationRunner publish(Fanout fanout, EventType<OrderCreated> orderCreated) {
        var order = new OrderCreated("o-1", new BigDecimal("2000"), "EUR");
        return arguments -> fanout.publish(orderCreated, order);
    }

    public static void main(String[] arguments) {
        SpringApplication.run(Sales.class, arguments);
    }
}
