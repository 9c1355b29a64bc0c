package sh.fanout.examples.deadletter;

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
import sh.fanout.deadletter.DeadLetterCreated;
import sh.fanout.deadletter.DeadLetters;

/** Sends invoices: one has no address that could be right, gives up, and is sent with another one. */
@SpringBootApplication
public class Invoices {

    // tag::readme[]
    @Event("invoice.due")
    public record InvoiceDue(String invoice, String mailTo) {}

    @Component
    static class Mails {
        private final Logger logger = LoggerFactory.getLogger(Mails.class);

        @Subscribe(value = "send-invoice", retry = @Retry(attempts = 2, interval = "100ms"))
        String send(InvoiceDue due) {
            if (!due.mailTo().contains("@")) {
                throw new IllegalArgumentException("no address: " + due.mailTo());
            }
            return due.invoice() + " sent to " + due.mailTo();
        }

        @Subscribe("call-somebody") // a dead letter is an event like any other
        void call(DeadLetterCreated letter) {
            logger.warn("{} gave up on {}: {}", letter.subscription(), letter.eventId(), letter.error());
        }
    }

    static void correct(DeadLetters letters, String eventId, String payload) { // or over HTTP
        letters.retry(eventId, "send-invoice", payload, "alice", "the customer wrote again");
    }
    // end::readme[]

    @Bean
    ApplicationRunner publish(Fanout fanout) {
        return arguments -> {
            fanout.publish(new InvoiceDue("i-1", "eve@example.org"));
            fanout.publish(new InvoiceDue("i-2", "mallory at example.org"));
        };
    }

    public static void main(String[] arguments) {
        SpringApplication.run(Invoices.class, arguments);
    }
}
