package sh.fanout.workflows.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import sh.fanout.OnFailure;
import sh.fanout.RateLimitPolicy;
import sh.fanout.UnknownEventTypeException;
import sh.fanout.catalog.DefinedEventType;
import sh.fanout.catalog.EventTypeSummary;
import sh.fanout.subscription.SubscriptionLimits;
import sh.fanout.workflows.catalog.Declaration.LogHome;
import sh.fanout.workflows.catalog.Declaration.Subscriber;
import sh.fanout.workflows.catalog.Declaration.Type;

class CatalogEventTypesTest {

    private static final RateLimitPolicy LIMIT = RateLimitPolicy.of(5, Duration.ofMinutes(1));

    private final CatalogState catalog = CatalogState.EMPTY
            .declare(declaration("shop", created("1", "{}"), paid()))
            .declare(declaration("billing", created("2", "{\"type\":\"object\"}"), subscriber("all", "order.*")));

    private final CatalogEventTypes types = new CatalogEventTypes(() -> catalog);

    @Test
    void listsWhatIsDefinedAndWhoReceivesIt() {
        assertThat(types.list())
                .containsExactly(
                        new EventTypeSummary(
                                "order.created",
                                "2",
                                "An order.",
                                "order.created",
                                null,
                                true,
                                List.of("billing", "shop"),
                                List.of("all")),
                        new EventTypeSummary(
                                "paid", "1", "", "money", LIMIT, false, List.of("shop"), List.of()));
    }

    @Test
    void showsEachSchemaThatWasAccepted() {
        assertThat(types.get("order.created").summary()).isEqualTo(types.list().get(0));
        assertThat(types.get("order.created").schemas())
                .containsExactly(
                        new DefinedEventType.Schema("1", "{}", "shop", "Created.java"),
                        new DefinedEventType.Schema("2", "{\"type\":\"object\"}", "billing", "Created.java"));
    }

    @Test
    void refusesATypeThatNobodyDefined() {
        assertThatExceptionOfType(UnknownEventTypeException.class)
                .isThrownBy(() -> types.get("order.craeted"))
                .satisfies(e -> assertThat(e.hint()).contains("order.created"));
    }

    private static Declaration declaration(String service, Object... defined) {
        return new Declaration(
                service,
                "1",
                List.of(defined).stream().filter(Type.class::isInstance).map(Type.class::cast).toList(),
                List.of(defined).stream().filter(Subscriber.class::isInstance).map(Subscriber.class::cast).toList(),
                new LogHome("ch", "ClickHouse", true, false));
    }

    private static Type created(String version, String schema) {
        return new Type(
                "order.created", version, "An order.", schema, "h" + version, "order.created", null, true, "Created.java");
    }

    private static Type paid() {
        return new Type("paid", "1", "", "{}", "h", "money", LIMIT, false, "Paid.java");
    }

    private static Subscriber subscriber(String id, String events) {
        return new Subscriber(
                id, events, null, null, SubscriptionLimits.defaults(), OnFailure.DEAD_LETTER, Duration.ofMinutes(1), "here");
    }
}
