package sh.fanout.examples.retry;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import sh.fanout.Event;
import sh.fanout.Fanout;
import sh.fanout.Retry;
import sh.fanout.Subscribe;
import sh.fanout.subscription.RejectedEventException;
import sh.fanout.subscription.RetryLaterException;

/** Two parcels: of one nobody is at home at first, the other can never be delivered. */
@SpringBootApplication
public class Couriers {

    @Event("parcel.ready")
    public record ParcelReady(String parcel, String address) {}

    @Component
    static class Van {
        private final Logger logger = LoggerFactory.getLogger(Couriers.class);
        private final Set<String> tried = ConcurrentHashMap.newKeySet();

        @Subscribe(value = "bring", retry = @Retry(attempts = 3))
        String bring(ParcelReady ready) {
            if (ready.address().isBlank()) {
                throw new RejectedEventException("no address"); // gives up at once
            }
            if (tried.add(ready.parcel())) {
                throw new RetryLaterException(Duration.ofSeconds(1), "nobody at home"); // spends no attempt
            }
            logger.info("brought {}", ready.parcel());
            return "brought to " + ready.address();
        }
    }

    @Bean
    ApplicationRunner publish(Fanout fanout) {
        return arguments -> {
            fanout.publish(new ParcelReady("p-1", "Vienna"));
            fanout.publish(new ParcelReady("p-2", ""));
        };
    }

    public static void main(String[] arguments) {
        SpringApplication.run(Couriers.class, arguments);
    }
}
