package sh.fanout.examples.order;

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
import sh.fanout.EventEnvelope;
import sh.fanout.Fanout;
import sh.fanout.OnFailure;
import sh.fanout.PublishOptions;
import sh.fanout.Retry;
import sh.fanout.Subscribe;
import sh.fanout.subscription.DeliveryContext;

/** Two accounts, each of which has its events in order, although the first attempt at each payment fails. */
@SpringBootApplication
public class Accounts {

    @Event(value = "account.opened", stream = "accounts") // one order with the payments
    public record AccountOpened(String account) {}

    @Event(value = "account.paid", stream = "accounts")
    public record AccountPaid(String account, int amount) {}

    @Component
    static class Books {
        private final Logger logger = LoggerFactory.getLogger(Accounts.class);

        @Subscribe(
                value = "keep-books",
                events = "account.*",
                onFailure = OnFailure.PARK_KEY, // nothing overtakes
                retry = @Retry(interval = "100ms"))
        void keep(EventEnvelope event, DeliveryContext context) {
            if (event.type().equals("account.paid") && context.attempt() == 1) {
                throw new IllegalStateException("the books are on the shelf");
            }
            logger.info("{} {}", event.type(), event.payload());
        }
    }

    @Service
    static class Counter {
        private final Fanout fanout;

        Counter(Fanout fanout) {
            this.fanout = fanout;
        }

        void open(String account) {
            fanout.publish(new AccountOpened(account), PublishOptions.defaults().orderingKey(account));
            var payments = List.of(new AccountPaid(account, 10), new AccountPaid(account, 20));
            fanout.publishAll(payments, payment -> PublishOptions.defaults().orderingKey(account));
        }
    }

    @Bean
    ApplicationRunner publish(Counter counter) {
        return arguments -> List.of("ada", "bob").forEach(counter::open);
    }

    public static void main(String[] arguments) {
        SpringApplication.run(Accounts.class, arguments);
    }
}
