package sh.fanout.examples.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import sh.fanout.IdempotencyConflictException;
import sh.fanout.examples.idempotency.Payments.Inbox;
import sh.fanout.examples.idempotency.Payments.PaymentReceived;
import sh.fanout.examples.testing.Delivered;
import sh.fanout.log.EventQuery;
import sh.fanout.log.Events;

@SpringBootTest(webEnvironment = WebEnvironment.NONE)
class PaymentsTest {

    @Autowired
    private Inbox inbox;

    @Autowired
    private Events events;

    @Test
    void booksEachPaymentOnceAndTellsTheIdOfTheFirst() {
        var booked = Delivered.events(events, "payment.received", 2);

        var again = inbox.receive(new PaymentReceived("p-1", new BigDecimal("12.50")));

        assertThat(again.duplicate()).isTrue();
        assertThat(again.eventId()).isEqualTo(booked.get(0).envelope().id());
        assertThatExceptionOfType(IdempotencyConflictException.class)
                .isThrownBy(() -> inbox.receive(new PaymentReceived("p-1", new BigDecimal("99"))));
        assertThat(events.page(EventQuery.ALL).events()).hasSize(2);
    }
}
