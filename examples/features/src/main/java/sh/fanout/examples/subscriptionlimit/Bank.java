package sh.fanout.examples.subscriptionlimit;

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
import sh.fanout.RateLimit;
import sh.fanout.Subscribe;

/** Ten payments at once, for a bank that takes three a second, and customers who get two messages a second. */
@SpringBootApplication
public class Bank {

    @Event("payment.due")
    public record PaymentDue(String payment, String customer) {}

    @Component
    static class Subscribers {
        private final Logger logger = LoggerFactory.getLogger(Bank.class);

        @Subscribe(value = "call-bank", concurrency = 4, rateLimit = @RateLimit(limit = 3, window = "1s"))
        void callBank(PaymentDue due) {
            logger.info("the bank knows of {}", due.payment());
        }

        @Subscribe(value = "tell-customer", rateLimit = @RateLimit(limit = 2, window = "1s", key = "customer"))
        void tellCustomer(PaymentDue due) {
            logger.info("told {} of {}", due.customer(), due.payment());
        }
    }

    @Bean
    ApplicationRunner publish(Fanout fanout) {
        return arguments -> IntStream.rangeClosed(1, 10)
                .forEach(i -> fanout.publish(new PaymentDue("p-" + i, i % 5 == 0 ? "bob" : "ada")));
    }

    public static void main(String[] arguments) {
        SpringApplication.run(Bank.class, arguments);
    }
}
