package sh.fanout.examples.pause;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static sh.fanout.examples.testing.Delivered.PATIENCE;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import sh.fanout.Fanout;
import sh.fanout.examples.pause.Carrier.Gate;
import sh.fanout.examples.pause.Carrier.OrderPacked;
import sh.fanout.examples.testing.Delivered;
import sh.fanout.log.Events;
import sh.fanout.subscription.Subscriptions;

@SpringBootTest(webEnvironment = WebEnvironment.NONE)
class CarrierTest {

    @Autowired
    private Fanout fanout;

    @Autowired
    private Events events;

    @Autowired
    private Subscriptions subscriptions;

    @Autowired
    private Gate gate;

    @Test
    void keepsWhatIsPackedDuringThePauseAndShipsItAfterwards() {
        Delivered.events(events, "order.packed", 1);
        gate.holdBack(Instant.now().plusSeconds(3600));

        fanout.publish(new OrderPacked("o-2"));

        await().during(Duration.ofSeconds(1))
                .atMost(PATIENCE)
                .until(() -> Delivered.events(events, "order.packed", 1).size() == 1);
        assertThat(requireNonNull(subscriptions.get("ship").pause()).who()).isEqualTo("alice");
        gate.goOn();
        assertThat(Delivered.events(events, "order.packed", 2))
                .extracting(it -> it.deliveries().get(0).attemptCount())
                .containsExactly(1, 1);
        assertThat(subscriptions.get("ship").pause()).isNull();
    }
}
