package sh.fanout.examples.pause;

import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import sh.fanout.Event;
import sh.fanout.Fanout;
import sh.fanout.Subscribe;
import sh.fanout.subscription.Subscriptions;

/** A carrier that is down for a second, while orders wait for it. */
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

    @Service
    static class Gate {
        private final Subscriptions subscriptions;

        Gate(Subscriptions subscriptions) {
            this.subscriptions = subscriptions;
        }

        void holdBack(Instant until) { // in all instances; or in the dashboard
            subscriptions.pause("ship", "alice", "the carrier is down", until);
        }

        void goOn() {
            subscriptions.resume("ship", "alice", "it is back");
        }
    }

    @Bean
    ApplicationRunner publish(Fanout fanout, Subscriptions subscriptions, Gate gate) {
        return arguments -> {
            gate.holdBack(Instant.now().plusSeconds(3600));
            fanout.publish(new OrderPacked("o-1"));
            logger.info("o-1 waits: {}", subscriptions.get("ship").pause());
            Thread.sleep(1000);
            gate.goOn();
        };
    }

    public static void main(String[] arguments) {
        SpringApplication.run(Carrier.class, arguments);
    }
}
