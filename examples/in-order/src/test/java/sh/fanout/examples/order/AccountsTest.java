package sh.fanout.examples.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import sh.fanout.Fanout;
import sh.fanout.PublishOptions;
import sh.fanout.examples.order.Accounts.AccountPaid;
import sh.fanout.log.EventQuery;
import sh.fanout.log.EventStatus;
import sh.fanout.log.EventSummary;
import sh.fanout.log.Events;
import sh.fanout.log.LoggedEvent;

@SpringBootTest
class AccountsTest {

    @Autowired
    private Fanout fanout;

    @Autowired
    private Events events;

    @Test
    void booksInOrderAndOnceAndRemindsLaterUnlessItIsTakenBack() {
        var first = new AccountPaid("eve", "eve-1", new BigDecimal("10"));
        var second = new AccountPaid("eve", "eve-2", new BigDecimal("20"));

        Accounts.open(fanout, "eve", List.of(first));
        var reminder = Accounts.open(fanout, "eve", List.of(first, second));

        await().atMost(Duration.ofSeconds(60)).until(() -> booked("eve").size() == 4);
        assertThat(booked("eve"))
                .extracting(it -> it.envelope().type())
                .containsExactly("account.opened", "account.paid", "account.opened", "account.paid");
        assertThat(fanout.publish(second, PublishOptions.idempotencyKey("eve-2"))
                        .duplicate())
                .isTrue();
        assertThat(fanout.cancel(reminder)).isTrue();
        await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> events.find(reminder.eventId()).map(LoggedEvent::status),
                        Optional.of(EventStatus.CANCELLED)::equals);
    }

    @Test
    void isTheCodeOfTheReadme() throws IOException {
        var source = Files.readString(Path.of("src/main/java/sh/fanout/examples/order/Accounts.java"));
        var begin = "    // tag::readme[]\n";
        var shown = source.substring(source.indexOf(begin) + begin.length(), source.indexOf("    // end::readme[]"))
                .indent(-4);

        assertThat(Files.readString(Path.of("../../README.md"))).contains("```java\n" + shown + "```");
    }

    /** What was booked for an account, in the order of its lane. */
    private List<LoggedEvent> booked(String account) {
        return events.page(EventQuery.newest()).events().stream()
                .filter(it -> it.status() == EventStatus.DELIVERED)
                .map(EventSummary::id)
                .map(id -> events.find(id).orElseThrow())
                .filter(it -> account.equals(it.envelope().orderingKey()))
                .sorted((one, other) -> Long.compare(position(one), position(other)))
                .toList();
    }

    private static long position(LoggedEvent event) {
        return event.position() == null ? 0 : event.position();
    }
}
