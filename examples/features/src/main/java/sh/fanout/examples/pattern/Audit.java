package sh.fanout.examples.pattern;

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
import sh.fanout.Subscribe;

/** Three types of events, and two subscriptions that want more than one of them. */
@SpringBootApplication
public class Audit {

    @Event("order.created")
    public record OrderCreated(String orderId) {}

    @Event("order.shipped")
    public record OrderShipped(String orderId, String parcel) {}

    @Event("customer.moved")
    public record CustomerMoved(String customer) {}

    @Component
    static class Subscribers {
        private final Logger logger = LoggerFactory.getLogger(Audit.class);

        @Subscribe(value = "count-orders", events = "order.*") // every type that matches
        void count(EventEnvelope event) {
            logger.info("counted {}: {}", event.type(), event.payload());
        }

        @Subscribe(value = "archive", events = "**")
        void archive(EventEnvelope event) {
            logger.info("archived {}", event.type());
        }
    }

    @Bean
    ApplicationRunner publish(Fanout fanout) {
        return arguments -> {
            fanout.publish(new OrderCreated("o-1"));
            fanout.publish(new OrderShipped("o-1", "parcel-7"));
            fanout.publish(new CustomerMoved("c-1"));
        };
    }

    public static void main(String[] arguments) {
        SpringApplication.run(Audit.class, arguments);
    }
}
