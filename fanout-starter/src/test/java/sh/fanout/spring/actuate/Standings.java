package sh.fanout.spring.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import sh.fanout.subscription.Backlog;
import sh.fanout.subscription.SubscriptionLimits;
import sh.fanout.subscription.SubscriptionState;
import sh.fanout.subscription.SubscriptionStatus;
import sh.fanout.workflows.log.LogState;

/** What a look may have seen. */
final class Standings {

    static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    private Standings() {}

    static Standing of(LogState log, SubscriptionState... subscriptions) {
        return new Standing(NOON, null, List.of(subscriptions), List.of(), log, new Stuck(3, 2), List.of());
    }

    static Standing of(SubscriptionState... subscriptions) {
        return of(new LogState(true, 0, null), subscriptions);
    }

    static Standing refused() {
        return new Standing(NOON, "UNAVAILABLE", List.of(), List.of(), null, null, List.of());
    }

    static LogState outage() {
        return new LogState(false, 7, Duration.ofSeconds(90));
    }

    static SubscriptionState subscription(String id, SubscriptionStatus status) {
        return new SubscriptionState(
                id,
                "order.created",
                null,
                null,
                "shop",
                SubscriptionLimits.defaults(),
                status,
                null,
                new Backlog(12, Duration.ofMillis(2_500)),
                status == SubscriptionStatus.ABSENT ? 0 : 2,
                NOON);
    }
}
