package sh.fanout.workflows;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.serviceclient.WorkflowServiceStubs;
import org.junit.jupiter.api.Test;
import sh.fanout.PublishOptions;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.subscription.Subscription;
import sh.fanout.workflows.testing.RealTemporal;

/** Consumer groups on a real server. */
class RealGroupTest extends GroupContract {

    @Override
    WorkflowServiceStubs stubs() {
        return RealTemporal.shared().stubs();
    }

    /** Not in the contract: the in-process server forgets workflows that a closed worker has in its cache. */
    @Test
    void leavesADeliveryWithTheMemberThatHasBegunIt() {
        var one = startImpatient("one", member("a"));
        var two = startImpatient("two", group(Subscription.to(ORDER), "b", (order, context) -> {
            handled.add("b " + order.id());
            throw new IllegalStateException("not today");
        }));
        var key = keyOf("b", one);
        var eventId = publish(one, "begun", PublishOptions.defaults().orderingKey(key));
        await().atMost(30, SECONDS).until(() -> handled.contains("b begun"));
        two.close();
        // Long enough for the retry to be due, and then for a time-out of its beginning.
        var longEnough = SUCCESSION.plusSeconds(5);
        await().atMost(60, SECONDS).pollDelay(longEnough).until(() -> true);
        start("two", member("b"));

        var event = settled(eventId);

        assertThat(event.deliveries()).singleElement().satisfies(delivery -> {
            assertThat(delivery.subscription()).isEqualTo("b");
            assertThat(delivery.status()).isEqualTo(DeliveryStatus.DELIVERED);
            assertThat(delivery.attemptCount()).isGreaterThan(1);
        });
        assertThat(handled).doesNotContain("a begun");
    }
}
