package sh.fanout.workflows.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import sh.fanout.OnFailure;
import sh.fanout.subscription.SubscriptionLimits;
import sh.fanout.workflows.catalog.Declaration.LogHome;
import sh.fanout.workflows.catalog.Declaration.Subscriber;

class GroupsTest {

    private static final LogHome CLICKHOUSE = new LogHome("ch", "ClickHouse at db:8123", true, false);

    @Test
    void takesMembersFromSeveralServices() {
        var state = CatalogState.EMPTY
                .declare(declaration("one", "1", member("a", "order.created")))
                .declare(declaration("two", "1", member("b", "order.created")));

        assertThat(state.subscribersOf("order.created")).hasSize(2);
    }

    @Test
    void refusesAMemberThatWantsOtherEventsAndNamesBothPlaces() {
        var state = CatalogState.EMPTY.declare(declaration("one", "1", member("a", "order.created")));

        assertThatThrownBy(() -> state.declare(declaration("two", "1", member("b", "order.*"))))
                .hasMessageContainingAll("'workers'", "'order.created'", "'a'", "'one'", "'order.*'", "'b'", "'two'");
        assertThatThrownBy(() -> CatalogState.EMPTY.declare(
                        declaration("one", "1", member("a", "order.created"), member("b", "order.shipped"))))
                .hasMessageContainingAll("'order.created'", "'order.shipped'");
    }

    @Test
    void letsAnOlderBuildStartWhoseGroupWantsOtherEventsByNow() {
        var state = CatalogState.EMPTY
                .declare(declaration("one", "1", member("a", "order.created"), member("b", "order.created")))
                .declare(declaration("one", "2", member("a", "order.*")))
                .retire("b");

        var restarted =
                state.declare(declaration("one", "1", member("a", "order.created"), member("b", "order.created")));

        assertThat(restarted.subscribersOf("order.shipped"))
                .extracting(SubscriptionEntry::id)
                .containsExactly("a");
        assertThat(restarted.subscribersOf("order.created")).hasSize(1);
    }

    @Test
    void letsAServiceStartThatHasNoMemberInAGroupThatChanges() {
        var state = CatalogState.EMPTY
                .declare(declaration("one", "1", member("a", "order.created"), member("b", "order.created")))
                .declare(declaration("one", "2", member("a", "order.*")));

        assertThat(state.declare(declaration("two", "1")).services()).containsKey("two");
    }

    @Test
    void refusesAMemberWithAnotherFilterAndMoreMembersThanCanTravel() {
        var picky = new Subscriber(
                "c",
                "order.created",
                "{\"amount\":[1]}",
                "workers",
                SubscriptionLimits.defaults(),
                OnFailure.DEAD_LETTER,
                Duration.ofMinutes(1),
                "place of c");
        var many = IntStream.range(0, 101)
                .mapToObj(n -> member("m-" + n, "order.created"))
                .toArray(Subscriber[]::new);

        assertThatThrownBy(
                        () -> CatalogState.EMPTY.declare(declaration("one", "1", member("a", "order.created"), picky)))
                .hasMessageContainingAll("'workers'", "with the filter {\"amount\":[1]}", "'c'");
        assertThatThrownBy(() -> CatalogState.EMPTY.declare(declaration("one", "1", many)))
                .hasMessageContainingAll("'workers'", "100");
    }

    @Test
    void letsANewBuildChangeWhatItsGroupWants() {
        var state = CatalogState.EMPTY
                .declare(declaration("one", "1", member("a", "order.created"), member("b", "order.created")))
                .declare(declaration("one", "2", member("a", "order.*"), member("c", "order.*")));

        assertThat(state.subscribersOf("order.shipped"))
                .extracting(SubscriptionEntry::id)
                .containsExactly("a", "c");
    }

    @Test
    void countsAGroupAsOneRecipientAndAPatternForEveryTypeItMatches() {
        var many = IntStream.range(0, 100)
                .mapToObj(n -> member("m-" + n, "order.created"))
                .toArray(Subscriber[]::new);
        var state = CatalogState.EMPTY.declare(declaration("one", "1", many));
        var plain = Stream.concat(
                        IntStream.range(0, 300).mapToObj(n -> subscriber("p-" + n, "order.created", null)),
                        IntStream.range(0, 200).mapToObj(n -> subscriber("q-" + n, "order.*", null)))
                .toArray(Subscriber[]::new);

        assertThat(state.subscribersOf("order.created")).hasSize(100);
        assertThatThrownBy(() -> state.declare(declaration("two", "1", plain)))
                .hasMessageContainingAll("'order.created'", "501");
    }

    private static Declaration declaration(String service, String build, Subscriber... subscribers) {
        return new Declaration(service, build, List.of(), List.of(subscribers), CLICKHOUSE);
    }

    private static Subscriber member(String id, String events) {
        return subscriber(id, events, "workers");
    }

    private static Subscriber subscriber(String id, String events, @Nullable String group) {
        return new Subscriber(
                id,
                events,
                null,
                group,
                SubscriptionLimits.defaults(),
                OnFailure.DEAD_LETTER,
                Duration.ofMinutes(1),
                "place of " + id);
    }
}
