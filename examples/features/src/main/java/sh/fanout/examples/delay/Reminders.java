package sh.fanout.examples.delay;

import java.time.Duration;
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

/** Two reminders: one comes after a second, the other is taken back. */
@SpringBootApplication
public class Reminders {

    private static final Logger logger = LoggerFactory.getLogger(Reminders.class);

    @Event("reminder.due")
    public record ReminderDue(String customer) {}

    @Component
    static class Subscribers {

        @Subscribe("remind")
        void remind(ReminderDue reminder) {
            logger.info("reminded {}", reminder.customer());
        }
    }

    @Service
    static class Calendar {
        private final Fanout fanout;

        Calendar(Fanout fanout) {
            this.fanout = fanout;
        }

        Publication remind(String customer, Duration later) {
            var options = PublishOptions.defaults().delay(later);
            return fanout.publish(new ReminderDue(customer), options);
        }

        boolean takeBack(Publication reminder) {
            return fanout.cancel(reminder); // true if nobody has it, and nobody will
        }
    }

    @Bean
    ApplicationRunner publish(Calendar calendar) {
        return arguments -> {
            calendar.remind("ada", Duration.ofSeconds(1));
            var reminder = calendar.remind("bob", Duration.ofDays(14));
            logger.info("bob has paid, and gets no reminder: {}", calendar.takeBack(reminder));
        };
    }

    public static void main(String[] arguments) {
        SpringApplication.run(Reminders.class, arguments);
    }
}
