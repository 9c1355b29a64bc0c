package sh.fanout.examples.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import sh.fanout.Fanout;
import sh.fanout.deadletter.DeadLetterCreated;
import sh.fanout.deadletter.DeadLetterStatus;
import sh.fanout.deadletter.DeadLetters;
import sh.fanout.examples.deadletter.Invoices.InvoiceDue;
import sh.fanout.log.EventQuery;
import sh.fanout.log.EventStatus;
import sh.fanout.log.Events;

@SpringBootTest
class InvoicesTest {

    @Autowired
    private Fanout fanout;

    @Autowired
    private Events events;

    @Autowired
    private DeadLetters letters;

    @Test
    void sendsWithAnotherAddressWhatHadNone() {
        var event = fanout.publish(new InvoiceDue("i-3", "bob at example.org")).eventId();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> letters.find(event, "send-invoice").isPresent());
        await().atMost(Duration.ofSeconds(60))
                .until(() -> events.page(EventQuery.newest()).events().stream()
                        .anyMatch(it ->
                                it.type().equals(DeadLetterCreated.TYPE) && it.status() == EventStatus.DELIVERED));

        Invoices.correct(letters, event, "{\"invoice\": \"i-3\", \"mailTo\": \"bob@example.org\"}");

        await().atMost(Duration.ofSeconds(60))
                .until(() -> letters.get(event, "send-invoice").summary().status() == DeadLetterStatus.DELIVERED);
        await().atMost(Duration.ofSeconds(60)).until(() -> events.get(event).status() == EventStatus.DELIVERED);
        assertThat(events.get(event).deliveries().get(0).output()).isEqualTo("\"i-3 sent to bob@example.org\"");
    }

    @Test
    void isTheCodeOfTheReadme() throws IOException {
        var source = Files.readString(Path.of("src/main/java/sh/fanout/examples/deadletter/Invoices.java"));
        var begin = "    // tag::readme[]\n";
        var shown = source.substring(source.indexOf(begin) + begin.length(), source.indexOf("    // end::readme[]"))
                .indent(-4);

        assertThat(Files.readString(Path.of("../../README.md"))).contains("```java\n" + shown + "```");
    }
}
