package sh.fanout.examples.order;

import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import sh.fanout.examples.order.Accounts.Counter;
import sh.fanout.examples.testing.Delivered;
import sh.fanout.log.Events;
import sh.fanout.log.LoggedEvent;

@SpringBootTest(webEnvironment = WebEnvironment.NONE)
class AccountsTest {

    @Autowired
    private Counter counter;

    @Autowired
    private Events events;

    @Test
    void booksEachAccountInOrderThoughAttemptsFail() {
        counter.open("eve");

        var booked = Delivered.events(events, "account.*", 9).stream()
                .filter(it -> "eve".equals(it.envelope().orderingKey()))
                .sorted(comparing(AccountsTest::settled))
                .toList();

        assertThat(booked)
                .extracting(it -> it.envelope().payload())
                .containsExactly(
                        "{\"account\":\"eve\"}",
                        "{\"account\":\"eve\",\"amount\":10}",
                        "{\"account\":\"eve\",\"amount\":20}");
        assertThat(booked).extracting(LoggedEvent::position).isSorted();
        assertThat(booked)
                .extracting(it -> it.deliveries().get(0).attemptCount())
                .containsExactly(1, 2, 2);
    }

    private static Instant settled(LoggedEvent event) {
        return requireNonNull(event.settled());
    }
}
