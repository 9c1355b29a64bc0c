package sh.fanout.examples.order;

import java.math.BigDecimal;
import java.time.Duration;
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
import sh.fanout.OnFailure;
import sh.fanout.Publication;
import sh.fanout.PublishOptions;
import sh.fanout.Subscribe;

/** Keeps accounts: what happens to one is booked in order and once, and a reminder comes later, or is taken back. */
@SpringBootApplication
public class Accounts {

    // tag::readme[]
    @Event(value = "account.opened", stream = "accounts") // one order with the payments, per key
    public record AccountOpened(String account) {}

    @Event(value = "account.paid", stream = "accounts")
    public record AccountPaid(String account, String payment, BigDecimal amount) {}

    @Event("reminder.due")
    public record ReminderDue(String account) {}

    @Component
    static class Books {
        private final Logger logger = LoggerFactory.getLogger(Books.class);

        @Subscribe(value = "keep-books", events = "account.*", onFailure = OnFailure.PARK_KEY) // nothing overtakes
        void keep(EventEnvelope event) {
            logger.info("{}: {}", event.orderingKey(), event.payload());
        }

        @Subscribe("remind")
        void remind(ReminderDue reminder) {
            logger.info("reminded {}", reminder.account());
        }
    }

    static Publication open(Fanout fanout, String account, List<AccountPaid> payments) {
        fanout.publish(new AccountOpened(account), PublishOptions.orderingKey(account));
        fanout.publishAll( // in the order of the list, and each payment once, however often this is called
                payments, it -> PublishOptions.orderingKey(account).withIdempotencyKey(it.payment()));
        var later = PublishOptions.delay(Duration.ofDays(14)).withExpiresAfter(Duration.ofDays(21));
        return fanout.publish(new ReminderDue(account), later); // fanout.cancel(…) takes it back
    }
    // end::readme[]

    @Bean
    ApplicationRunner openTwo(Fanout fanout) {
        return arguments -> {
            for (var account : List.of("ada", "bob")) {
                var payments = List.of(
                        new AccountPaid(account, account + "-1", new BigDecimal("10")),
                        new AccountPaid(account, account + "-2", new BigDecimal("20")));
                open(fanout, account, payments);
            }
        };
    }

    public static void main(String[] arguments) {
        SpringApplication.run(Accounts.class, arguments);
    }
}
