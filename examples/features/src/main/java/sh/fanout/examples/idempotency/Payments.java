package sh.fanout.examples.idempotency;

import java.math.BigDecimal;
import java.util.List;
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
import sh.fanout.Publication;
import sh.fanout.PublishOptions;
import sh.fanout.Subscribe;

/** A payment provider that tells twice of each payment. */
@SpringBootApplication
public class Payments {

    private static final Logger logger = LoggerFactory.getLogger(Payments.class);

    @Event("payment.received")
    public record PaymentReceived(String payment, BigDecimal amount) {}

    @Component
    static class Subscribers {

        @Subscribe("book-payment")
        void book(PaymentReceived received) {
            logger.info("booked {}", received.payment());
        }
    }

    @Service
    static class Inbox {
        private final Fanout fanout;

        Inbox(Fanout fanout) {
            this.fanout = fanout;
        }

        Publication receive(PaymentReceived received) {
            var publication = fanout.publish(received, PublishOptions.defaults().idempotencyKey(received.payment()));
            logger.info("{} is {}", received.payment(), publication.duplicate() ? "known" : "new");
            return publication;
        }
    }

    @Bean
    ApplicationRunner publish(Inbox inbox) {
        return arguments -> List.of("p-1", "p-2", "p-1", "p-2")
                .forEach(payment -> inbox.receive(new PaymentReceived(payment, new BigDecimal("12.50"))));
    }

    public static void main(String[] arguments) {
        SpringApplication.run(Payments.class, arguments);
    }
}
