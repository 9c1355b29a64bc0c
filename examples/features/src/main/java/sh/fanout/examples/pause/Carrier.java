package sh.fanout.examples.pause;

import java.time.Duration;
import java.time.Instant;
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
import sh.fanout.subscription.Subscriptions;

/** A carrier that is down for two seconds, while orders wait for it. */
@SpringBootApplication
public class Carrier {

    private static final Logger logger = LoggerFactory.getLogger(Carrier.class);

    @Event("order.packed")
    public record OrderPacked(String orderId) {}

    @Component
    static class Subscribers {

        @Subscribe("ship")
        void ship(OrderPacked order) {
            logger.info("shipped {}", order.orderId());
        }
    }

    static void holdBack(Subscriptions subscriptions) { // in all instances; or in the dashboard
        subscriptions.pause(
                "ship", "alice", "the carrier is down", Instant.now().plus(Duration.ofHours(1)));
    }

    static void goOn(Subscriptions subscriptions) {
        subscriptions.resume("ship", "alice", "it is back");
    }

    @Bean
    ApplicationRunner publish(Fanout fanout, Subscriptions subscriptions) {
        return arguments -> {
            holdBack(subscriptions);
            fanout.publish(new OrderPacked("o-1"));
            logger.info("o-1 waits: {}", subscriptions.get("ship").pause());
            Thread.sleep(2000);
            goOn(subscriptions);
        };
    }

    public static void main(String[] arguments) {
        SpringApplication.run(Carrier.class, arguments);
    }
}
