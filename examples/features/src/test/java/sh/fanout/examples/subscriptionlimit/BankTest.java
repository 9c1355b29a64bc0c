package sh.fanout.examples.subscriptionlimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import sh.fanout.examples.testing.Delivered;
import sh.fanout.log.Attempt;
import sh.fanout.log.Events;
import sh.fanout.log.LoggedEvent;

@SpringBootTest(webEnvironment = WebEnvironment.NONE)
class BankTest {

    @Autowired
    private Events events;

    @Test
    void letsTheBankAndEachCustomerHaveOnlySoMuchInASecond() {
        var payments = Delivered.events(events, "payment.due", 10);

        assertThat(span(payments, "call-bank", "")).isGreaterThan(Duration.ofSeconds(2));
        assertThat(span(payments, "tell-customer", "ada")).isGreaterThan(Duration.ofSeconds(2));
        assertThat(span(payments, "tell-customer", "bob")).isLessThan(span(payments, "tell-customer", "ada"));
    }

    /** From a customer's first payment to the last call of a subscription for it: the first call may be a slow one. */
    private static Duration span(List<LoggedEvent> payments, String subscription, String customer) {
        var ofCustomer = payments.stream()
                .filter(it -> it.envelope().payload().contains(customer))
                .toList();
        var last = ofCustomer.stream()
                .flatMap(it -> it.deliveries().stream())
                .filter(it -> it.subscription().equals(subscription))
                .flatMap(it -> it.attempts().stream())
                .map(Attempt::started)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return Duration.between(ofCustomer.get(0).accepted(), last);
    }
}
