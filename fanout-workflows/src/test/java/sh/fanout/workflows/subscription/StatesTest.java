package sh.fanout.workflows.subscription;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import sh.fanout.OnFailure;
import sh.fanout.subscription.Pause;
import sh.fanout.subscription.SubscriptionLimits;
import sh.fanout.subscription.SubscriptionStatus;
import sh.fanout.workflows.catalog.CatalogState;
import sh.fanout.workflows.catalog.Declaration;

class StatesTest {

    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00Z");
    private static final Pause PAUSE = new Pause("alice", "down", NOW, null);

    private final CatalogState served = CatalogState.EMPTY.declare(declaration("1", "send-receipt"));
    private final CatalogState abandoned = served.declare(declaration("2"));

    @Test
    void saysTheOneThingThatMattersMost() {
        assertThat(status(served, null, NOW.minusSeconds(70))).isEqualTo(SubscriptionStatus.ACTIVE);
        assertThat(status(served, null, NOW.minusSeconds(121))).isEqualTo(SubscriptionStatus.ABSENT);
        assertThat(status(served, null, null)).isEqualTo(SubscriptionStatus.ABSENT);
        assertThat(status(served, PAUSE, null)).isEqualTo(SubscriptionStatus.PAUSED);
        assertThat(status(abandoned, PAUSE, NOW)).isEqualTo(SubscriptionStatus.ABANDONED);
        assertThat(status(abandoned.retire("send-receipt"), PAUSE, NOW)).isEqualTo(SubscriptionStatus.RETIRED);
    }

    private static SubscriptionStatus status(CatalogState catalog, @Nullable Pause pause, @Nullable Instant lastPoll) {
        var entry = requireNonNull(catalog.subscriptions().get("send-receipt"));
        return States.of(catalog, entry, new QueueState(pause, null, 1, lastPoll), NOW)
                .status();
    }

    private static Declaration declaration(String build, String... subscriptions) {
        var subscribers = List.of(subscriptions).stream()
                .map(id -> new Declaration.Subscriber(
                        id,
                        "order.created",
                        null,
                        null,
                        SubscriptionLimits.defaults(),
                        OnFailure.DEAD_LETTER,
                        Duration.ofMinutes(5),
                        "Shop"))
                .toList();
        var home = new Declaration.LogHome("log", "log", true, false);
        return new Declaration("shop", build, List.of(), subscribers, home);
    }
}
