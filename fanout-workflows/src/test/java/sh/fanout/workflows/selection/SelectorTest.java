package sh.fanout.workflows.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import sh.fanout.EventEnvelope;
import sh.fanout.OnFailure;
import sh.fanout.RateLimitPolicy;
import sh.fanout.filter.Mismatch;
import sh.fanout.log.PassedOver;
import sh.fanout.log.PassedOver.Reason;
import sh.fanout.subscription.KeyRateLimit;
import sh.fanout.subscription.SubscriptionLimits;
import sh.fanout.workflows.catalog.CatalogState;
import sh.fanout.workflows.catalog.Declaration;
import sh.fanout.workflows.catalog.Declaration.LogHome;
import sh.fanout.workflows.catalog.Declaration.Subscriber;
import sh.fanout.workflows.temporal.TaskQueues;

class SelectorTest {

    private static final Duration AFTER = Duration.ofSeconds(30);
    private static final SubscriptionLimits PER_CUSTOMER = SubscriptionLimits.defaults()
            .perKey(new KeyRateLimit("customer.id", RateLimitPolicy.of(5, Duration.ofSeconds(1))));

    private final Selector selector = new Selector(new TaskQueues("bus"), AFTER);

    @Test
    void saysOfEachSubscriptionWhetherItReceivesTheEventAndWhyNot() {
        var catalog = catalog(
                subscriber("all", "order.created", null, null),
                subscriber("large", "order.*", "{\"amount\":[{\"$gte\":1000}]}", null),
                subscriber("small", "**", "{\"amount\":[{\"$lt\":1000}]}", null),
                subscriber("elsewhere", "order.shipped", null, null),
                subscriber("vip", "order.created", "{\"$tags\":[{\"$includes\":\"vip\"}]}", null));

        var selection = select("{\"amount\":250}", catalog);

        assertThat(selection.recipients()).extracting(Recipient::subscription).containsExactly("all", "small");
        assertThat(selection.passedOver())
                .containsExactly(
                        new PassedOver("large", Reason.FILTER, new Mismatch("/amount", "{\"$gte\":1000}", "250"), null),
                        new PassedOver(
                                "vip",
                                Reason.FILTER,
                                new Mismatch("/$tags", "{\"$includes\":\"vip\"}", "[\"eu\"]"),
                                null));
    }

    @Test
    void choosesOneMemberOfAGroupAndNamesItsSuccessor() {
        var catalog = catalog(
                subscriber("a", "order.created", "{\"amount\":[{\"$gte\":1000}]}", null),
                subscriber("b", "order.created", null, "workers"),
                subscriber("c", "order.created", null, "workers"));

        var selection = select("{\"amount\":250}", catalog);

        var chosen = selection.recipients().get(0);
        var succession = Objects.requireNonNull(chosen.succession());
        var other = chosen.subscription().equals("b") ? "c" : "b";
        assertThat(selection.recipients()).hasSize(1);
        assertThat(succession.after()).isEqualTo(AFTER);
        assertThat(succession.next().subscription()).isEqualTo(other);
        assertThat(succession.next().succession()).isNull();
        assertThat(selection.passedOver()).contains(new PassedOver(other, Reason.GROUP, null, chosen.subscription()));
        assertThat(selection.passedOver())
                .extracting(PassedOver::subscription)
                .hasSize(2)
                .startsWith("a");
    }

    @Test
    void countsADeliveryAgainstTheLimitOfItsKey() {
        var catalog = catalog(new Subscriber(
                "limited",
                "order.created",
                null,
                null,
                PER_CUSTOMER,
                OnFailure.DEAD_LETTER,
                Duration.ofMinutes(1),
                "here"));

        assertThat(keyOf("{\"customer\":{\"id\":\"c-1\"}}", catalog)).isEqualTo("c-1");
        assertThat(keyOf("{\"customer\":{\"id\":1}}", catalog)).isEqualTo("1");
        assertThat(keyOf("{\"customer\":{\"id\":\"" + "x".repeat(200) + "\"}}", catalog))
                .hasSize(64);
        assertThat(List.of("{}", "{\"customer\":{\"id\":null}}", "{\"customer\":{\"id\":{}}}", "{\"customer\":[]}"))
                .allSatisfy(payload -> assertThat(keyOf(payload, catalog)).isEmpty());
    }

    @Test
    void followsACatalogThatChanges() {
        var before = catalog(subscriber("a", "order.created", null, null));
        var after = catalog(subscriber("b", "order.created", null, null));

        assertThat(select("{}", before).recipients())
                .extracting(Recipient::subscription)
                .containsExactly("a");
        assertThat(select("{}", after).recipients())
                .extracting(Recipient::subscription)
                .containsExactly("b");
    }

    private @Nullable String keyOf(String payload, CatalogState catalog) {
        return select(payload, catalog).recipients().get(0).limitKey();
    }

    private Selection select(String payload, CatalogState catalog) {
        var event = new EventEnvelope(
                "e-1",
                "order.created",
                "1",
                payload,
                Instant.EPOCH,
                "shop",
                List.of("eu"),
                Map.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        return selector.select(event, catalog);
    }

    private static CatalogState catalog(Subscriber... subscribers) {
        var type = new Declaration.Type("order.created", "1", "", "{}", "h", "order.created", null, true, "here");
        var log = new LogHome("ch", "ClickHouse", true, false);
        return CatalogState.EMPTY.declare(new Declaration("shop", "1", List.of(type), List.of(subscribers), log));
    }

    private static Subscriber subscriber(String id, String events, @Nullable String filter, @Nullable String group) {
        return new Subscriber(
                id,
                events,
                filter,
                group,
                SubscriptionLimits.defaults(),
                OnFailure.DEAD_LETTER,
                Duration.ofMinutes(1),
                "here");
    }
}
