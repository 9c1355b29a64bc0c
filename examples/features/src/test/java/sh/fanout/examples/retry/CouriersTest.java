package sh.fanout.examples.retry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import sh.fanout.Fanout;
import sh.fanout.SubscriberResult.Status;
import sh.fanout.examples.retry.Couriers.ParcelReady;
import sh.fanout.examples.testing.Delivered;
import sh.fanout.log.Attempt;
import sh.fanout.log.Attempt.Outcome;
import sh.fanout.log.Events;

@SpringBootTest(webEnvironment = WebEnvironment.NONE)
class CouriersTest {

    @Autowired
    private Fanout fanout;

    @Autowired
    private Events events;

    @Test
    void comesAgainWhereNobodyIsAtHomeAndSpendsNoAttempt() {
        var brought =
                Delivered.events(events, "parcel.ready", 1).get(0).deliveries().get(0);

        assertThat(brought.output()).isEqualTo("\"brought to Vienna\"");
        assertThat(brought.attemptCount()).isEqualTo(1);
        assertThat(brought.attempts()).extracting(Attempt::outcome).containsExactly(Outcome.PUT_OFF, Outcome.RETURNED);
    }

    @Test
    void givesUpAtOnceWithoutAnAddress() {
        var result = fanout.publishAndWait(new ParcelReady("p-3", "")).from("bring");

        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(result.error()).contains("no address");
    }
}
