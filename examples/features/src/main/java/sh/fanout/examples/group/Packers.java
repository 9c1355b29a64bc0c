package sh.fanout.examples.group;

import java.util.stream.IntStream;
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

/** Six orders, each of which is packed once, in one of two places. */
@SpringBootApplication
public class Packers {

    @Event("order.created")
    public record OrderCreated(String orderId) {}

    @Component
    static class Subscribers {
        private final Logger logger = LoggerFactory.getLogger(Packers.class);

        @Subscribe(value = "pack-in-berlin", consumerGroup = "packers") // or in Vienna, never both
        void packInBerlin(OrderCreated order) {
            logger.info("Berlin packs {}", order.orderId());
        }

        @Subscribe(value = "pack-in-vienna", consumerGroup = "packers")
        void packInVienna(OrderCreated order) {
            logger.info("Vienna packs {}", order.orderId());
        }
    }

    @Bean
    ApplicationRunner publish(Fanout fanout) {
        return arguments -> IntStream.rangeClosed(1, 6).forEach(i -> fanout.publish(new OrderCreated("o-" + i)));
    }

    public static void main(String[] arguments) {
        SpringApplication.run(Packers.class, arguments);
    }
}
