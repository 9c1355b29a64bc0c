package sh.fanout.dashboard.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import sh.fanout.RateLimitPolicy;
import sh.fanout.dashboard.page.FailedForm;
import sh.fanout.dashboard.page.WordSearch;
import sh.fanout.subscription.Backlog;
import sh.fanout.subscription.KeyRateLimit;
import sh.fanout.subscription.Pause;
import sh.fanout.subscription.SubscriptionLimits;
import sh.fanout.subscription.SubscriptionState;
import sh.fanout.subscription.SubscriptionStatus;

class SubscriptionsViewTest {

    private static final Instant NOW = Instant.parse("2026-11-27T15:00:00Z");

    private final SubscriptionState bill = state("bill", "order.placed", null, SubscriptionStatus.PAUSED);
    private final SubscriptionState north = state("ship-north", "order.placed", "shipping", SubscriptionStatus.ABSENT);
    private final SubscriptionState points = state("add-points", "order.*", "loyal", SubscriptionStatus.ACTIVE);
    private final SubscriptionState south = state("ship-south", "order.placed", "shipping", SubscriptionStatus.ACTIVE);

    @Test
    void showsThoseWithoutAGroupFirstAndThenEachGroup() {
        assertThat(view("", north, points, bill, south).groups())
                .containsExactly(
                        new SubscriptionGroup(null, List.of(bill)),
                        new SubscriptionGroup("loyal", List.of(points)),
                        new SubscriptionGroup("shipping", List.of(north, south)));
    }

    @Test
    void findsThoseThatHaveAllWordsSomewhere() {
        assertThat(found("SHIP order.placed")).containsExactly(north, south);
        assertThat(found("paused")).containsExactly(bill);
        assertThat(found("shipping absent")).containsExactly(north);
        assertThat(found("ship coupon")).isEmpty();
        assertThat(found("")).hasSize(4);
    }

    @Test
    void countsAllOfThemWhateverIsLookedFor() {
        assertThat(view("bill", bill, north, points, south).counts())
                .isEqualTo(Map.of(
                        SubscriptionStatus.PAUSED, 1L, SubscriptionStatus.ABSENT, 1L, SubscriptionStatus.ACTIVE, 2L));
    }

    @Test
    void offersToRetireOnlyWhatNobodyServes() {
        assertThat(Decision.of(points)).containsExactly(Decision.PAUSE);
        assertThat(Decision.of(north)).containsExactly(Decision.PAUSE, Decision.RETIRE);
        assertThat(Decision.of(paused())).containsExactly(Decision.RESUME);
        assertThat(Decision.of(state("old", "order.placed", null, SubscriptionStatus.RETIRED)))
                .isEmpty();
    }

    @Test
    void hasNoColumnsForABacklogThatNobodyTells() {
        assertThat(view("", bill).tellsBacklog()).isFalse();
        assertThat(view("", told()).tellsBacklog()).isTrue();
    }

    @Test
    void namesBothRatesOfASubscription() {
        var limits = SubscriptionLimits.defaults()
                .rate(RateLimitPolicy.of(100, Duration.ofMinutes(1)))
                .perKey(new KeyRateLimit("customerId", RateLimitPolicy.of(1, Duration.ofSeconds(1))));

        assertThat(view("").rates(limits)).isEqualTo("100 per 1m, 1 per 1s for each customerId");
        assertThat(view("").rates(SubscriptionLimits.defaults())).isEmpty();
    }

    @Test
    void endsAPauseAfterTheLengthThatWasChosen() {
        assertThat(PauseLength.FOUR_HOURS.until(NOW)).isEqualTo("2026-11-27T19:00:00Z");
        assertThat(PauseLength.OPEN.until(NOW)).isNull();
    }

    private List<SubscriptionState> found(String text) {
        return view(text, bill, north, points, south).groups().stream()
                .map(SubscriptionGroup::members)
                .flatMap(List::stream)
                .sorted(Comparator.comparing(SubscriptionState::id))
                .toList();
    }

    private static SubscriptionsView view(String text, SubscriptionState... all) {
        return new SubscriptionsView(WordSearch.of(text), Stream.of(all).toList(), FailedForm.NONE, NOW);
    }

    private static SubscriptionState state(
            String id, String events, @Nullable String group, SubscriptionStatus status) {
        return new SubscriptionState(
                id, events, null, group, "checkout", SubscriptionLimits.defaults(), status, null, null, 1, NOW);
    }

    private static SubscriptionState paused() {
        var pause = new Pause("ada", "the gateway is down", NOW, null);
        return new SubscriptionState(
                "paused",
                "order.placed",
                null,
                null,
                "checkout",
                SubscriptionLimits.defaults(),
                SubscriptionStatus.PAUSED,
                pause,
                null,
                1,
                NOW);
    }

    private static SubscriptionState told() {
        return new SubscriptionState(
                "told",
                "order.placed",
                null,
                null,
                "checkout",
                SubscriptionLimits.defaults(),
                SubscriptionStatus.ACTIVE,
                null,
                new Backlog(0, null),
                1,
                NOW);
    }
}
