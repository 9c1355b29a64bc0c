package sh.fanout.dashboard.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import sh.fanout.subscription.Backlog;
import sh.fanout.subscription.SubscriptionLimits;
import sh.fanout.subscription.SubscriptionState;
import sh.fanout.subscription.SubscriptionStatus;

class WaitingTest {

    private final SubscriptionState bill = state("bill", SubscriptionStatus.ABSENT, 8);
    private final SubscriptionState ship = state("ship", SubscriptionStatus.ACTIVE, 2);
    private final SubscriptionState once = state("once", SubscriptionStatus.RETIRED, 90);

    @Test
    void isForWhatWaitsLongest() {
        assertThat(Waiting.longest(List.of(ship, bill))).contains(new Waiting(Duration.ofMinutes(8), "bill"));
    }

    @Test
    void isForNoneThatHasRetired() {
        assertThat(Waiting.longest(List.of(once, ship))).contains(new Waiting(Duration.ofMinutes(2), "ship"));
        assertThat(Waiting.longest(List.of(once))).isEmpty();
    }

    private static SubscriptionState state(String id, SubscriptionStatus status, int minutes) {
        return new SubscriptionState(
                id,
                "order.placed",
                null,
                null,
                "checkout",
                SubscriptionLimits.defaults(),
                status,
                null,
                new Backlog(1, Duration.ofMinutes(minutes)),
                0,
                null);
    }
}
