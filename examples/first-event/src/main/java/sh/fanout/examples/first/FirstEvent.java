package sh.fanout.examples.first;

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

@SpringBootApplication
public class FirstEvent {

    @Event("order.created") // 1. define: the JSON Schema comes from the record
    public record OrderCreated(String orderId, BigDecimal amount, String customerId) {}

    @Component
    static class Shop { // 2. subscribe: any bean method
        private final Logger logger = LoggerFactory.getLogger(Shop.class);

        @Subscribe("send-receipt")
        void sendReceipt(OrderCreated order) {
            logger.info("receipt for {} to {}", order.orderId(), order.customerId());
        }

        @Subscribe("reserve-stock")
        String reserveStock(OrderCreated order) {
            return "reserved for " + order.orderId();
        }
    }

    @Bean
    ApplicationRunner publish(Fanout fanout) { // 3. publish: durable when it returns
        return arguments -> fanout.publish(new OrderCreated("order-123", new BigDecimal("500"), "cust-1"));
    }

    public static void main(String[] arguments) {
        SpringApplication.run(FirstEvent.class, arguments);
    }
}
