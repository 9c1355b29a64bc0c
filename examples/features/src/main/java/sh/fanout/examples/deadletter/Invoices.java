package sh.fanout.examples.deadletter;

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
import sh.fanout.Retry;
import sh.fanout.Subscribe;
import sh.fanout.deadletter.DeadLetterCreated;
import sh.fanout.deadletter.DeadLetters;

/** Two invoices: one has no address that could be right, gives up, and is sent to another one. */
@SpringBootApplication
public class Invoices {

    private static final Logger logger = LoggerFactory.getLogger(Invoices.class);

    @Event("invoice.due")
    public record InvoiceDue(String invoice, String mailTo) {}

    @Component
    static class Mails {

        @Subscribe(value = "send-invoice", retry = @Retry(attempts = 2, interval = "100ms"))
        String send(InvoiceDue due) {
            if (!due.mailTo().contains("@")) {
                throw new IllegalArgumentException("no address: " + due.mailTo());
            }
            logger.info("{} sent to {}", due.invoice(), due.mailTo());
            return due.invoice() + " sent to " + due.mailTo();
        }

        @Subscribe("call-somebody") // a dead letter is an event like any other
        void call(DeadLetterCreated letter) {
            logger.warn("{} gave up on {}: {}", letter.subscription(), letter.eventId(), letter.error());
        }
    }

    @Service
    static class Desk {
        private final DeadLetters letters;

        Desk(DeadLetters letters) {
            this.letters = letters;
        }

        void correct(String eventId, String payload) { // or in the dashboard
            letters.retry(eventId, "send-invoice", payload, "alice", "the customer wrote again");
        }
    }

    @Bean
    ApplicationRunner publish(Fanout fanout, DeadLetters letters, Desk desk) {
        return arguments -> {
            fanout.publish(new InvoiceDue("i-1", "eve@example.org"));
            var event =
                    fanout.publish(new InvoiceDue("i-2", "bob at example.org")).eventId();
            while (letters.find(event, "send-invoice").isEmpty()) {
                Thread.sleep(100); // two attempts, and the log follows by moments
            }
            desk.correct(event, """
                    {"invoice": "i-2", "mailTo": "bob@example.org"}""");
        };
    }

    public static void main(String[] arguments) {
        SpringApplication.run(Invoices.class, arguments);
    }
}
