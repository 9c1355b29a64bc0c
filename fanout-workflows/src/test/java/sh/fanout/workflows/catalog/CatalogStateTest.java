package sh.fanout.workflows.catalog;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import sh.fanout.FanoutException;
import sh.fanout.OnFailure;
import sh.fanout.RateLimitPolicy;
import sh.fanout.subscription.SubscriptionLimits;
import sh.fanout.workflows.catalog.Declaration.LogHome;

class CatalogStateTest {

    private static final LogHome CLICKHOUSE = new LogHome("ch", "ClickHouse at db:8123", true, false);

    @Test
    void takesTheDeclarationsOfTwoServicesSideBySide() {
        var state = CatalogState.EMPTY
                .declare(shop("1", "send-receipt"))
                .declare(declaration("audit", "1", List.of(), "keep-record"));

        assertThat(recipients(state)).containsExactly("keep-record", "send-receipt");
    }

    @Test
    void changesNothingWhenABuildDeclaresTheSameAgain() {
        var state = CatalogState.EMPTY.declare(shop("1", "send-receipt"));

        assertThat(state.declare(shop("1", "send-receipt"))).isSameAs(state);
    }

    @Test
    void keepsSelectingASubscriptionThatTheNewestBuildNoLongerHasUntilItRetires() {
        var state = CatalogState.EMPTY.declare(shop("1", "a", "b")).declare(shop("2", "a", "c"));

        assertThat(recipients(state)).containsExactly("a", "b", "c");
        assertThat(state.abandoned()).extracting(SubscriptionEntry::id).containsExactly("b");
        assertThat(recipients(state.retire("b"))).containsExactly("a", "c");
    }

    @Test
    void retiresNothingThatTheNewestBuildStillHas() {
        var state = CatalogState.EMPTY.declare(shop("1", "a"));

        assertThat(state.retire("a")).isSameAs(state);
        assertThat(state.retire("unknown")).isSameAs(state);
    }

    @Test
    void takesNothingAwayWhenAnOldInstanceRestartsDuringARollingDeploy() {
        var state = CatalogState.EMPTY
                .declare(shop("1", "a", "b"))
                .declare(shop("2", "a", "c"))
                .declare(shop("1", "a", "b"));

        assertThat(recipients(state)).containsExactly("a", "b", "c");
        assertThat(state.abandoned()).extracting(SubscriptionEntry::id).containsExactly("b");
    }

    @Test
    void takesNothingAwayWhenAnotherProfileOfTheSameBuildLacksABean() {
        var state = CatalogState.EMPTY.declare(shop("1", "a", "b")).declare(shop("1", "a"));

        assertThat(state.abandoned()).isEmpty();
    }

    @Test
    void revivesARetiredSubscriptionWhenItsBuildIsRolledBackTo() {
        var state = CatalogState.EMPTY
                .declare(shop("1", "a", "b"))
                .declare(shop("2", "a"))
                .retire("b")
                .declare(shop("1", "a", "b"));

        assertThat(recipients(state)).containsExactly("a", "b");
    }

    @Test
    void letsTheNewestBuildSayHowASubscriptionIsMeant() {
        var state = CatalogState.EMPTY
                .declare(shop("1", "a"))
                .declare(new Declaration("shop", "2", List.of(), List.of(subscriber("a", 9)), CLICKHOUSE))
                .declare(shop("1", "a"));

        assertThat(state.subscriptions())
                .extractingByKey("a")
                .extracting(it -> it.declared().timeout())
                .isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void goesBackToABuildAsIfNoneHadFollowedIt() {
        var first = new Declaration("shop", "1", List.of(type("1", "h1")), List.of(subscriber("a", 1)), CLICKHOUSE);
        var second = new Declaration(
                "shop", "2", List.of(type("2", "h2")), List.of(subscriber("a", 9), subscriber("b", 1)), CLICKHOUSE);
        var state = CatalogState.EMPTY.declare(first).declare(second);
        assertThat(state.buildsAfter("1", "shop")).containsExactly("2");

        var back = state.reinstate(new Reinstatement(first, Set.of("2")));

        assertThat(back.version()).isEqualTo(state.version() + 1);
        assertThat(timeout(back, "a")).isEqualTo(Duration.ofSeconds(1));
        assertThat(back.abandoned()).extracting(SubscriptionEntry::id).containsExactly("b");
        assertThat(version(back)).isEqualTo("1");
        assertThat(back.buildsAfter("1", "shop")).isEmpty();
        assertThat(back.reinstate(new Reinstatement(first, Set.of()))).isSameAs(back);
        assertThat(state.reinstate(new Reinstatement(first, Set.of())))
                .as("another has followed meanwhile")
                .isSameAs(state);
        assertThat(back.misses(second)).as("it is there again").isTrue();

        var again = back.declare(second);
        assertThat(timeout(again, "a")).isEqualTo(Duration.ofSeconds(9));
        assertThat(again.abandoned()).isEmpty();
        assertThat(version(again)).isEqualTo("2");
    }

    @Test
    void missesWhatHasRetiredThoughItIsServedAndWhatAnotherProfileHasGoneBackTo() {
        var worker = shop("1", "a");
        var web = shop("1", "b");
        var state = CatalogState.EMPTY.declare(worker).declare(web).declare(shop("2", "c"));
        assertThat(state.misses(worker)).isFalse();
        assertThat(state.retire("a").misses(worker)).isTrue();

        var back = state.reinstate(new Reinstatement(web, Set.of("2")));

        assertThat(back.misses(web)).isFalse();
        assertThat(back.misses(worker)).isTrue();
        assertThat(back.declare(worker).misses(worker)).isFalse();
        assertThat(back.declare(worker).abandoned())
                .extracting(SubscriptionEntry::id)
                .containsExactly("c");
        var differing = new Declaration("shop", "1", List.of(), List.of(subscriber("a", 9)), CLICKHOUSE);
        assertThat(back.declare(worker).misses(differing))
                .as("instances that differ would take turns")
                .isFalse();
    }

    @Test
    void takesTheOnlyInstanceAtItsWord() {
        var alone = new LogHome("file", "SQLite at .fanout/events.db", false, false);
        var first = new Declaration("shop", "1", List.of(), List.of(subscriber("a", 1)), alone);
        var second = new Declaration("shop", "2", List.of(), List.of(subscriber("a", 9), subscriber("b", 1)), alone);

        var state = CatalogState.EMPTY.declare(first).declare(second).declare(first);

        assertThat(timeout(state, "a")).isEqualTo(Duration.ofSeconds(1));
        assertThat(recipients(state)).containsExactly("a");
        assertThat(state.declare(first)).isSameAs(state);
    }

    @Test
    void takesNotTheWordOfWhomARollingRestartMayGiveACompany() {
        var singleNode = new LogHome("ch", "ClickHouse at db:8123", true, true);
        var old = new Declaration("shop", "1", List.of(), List.of(subscriber("a", 1), subscriber("b", 1)), singleNode);
        var next = new Declaration("shop", "2", List.of(), List.of(subscriber("a", 1), subscriber("c", 1)), singleNode);

        var state = CatalogState.EMPTY.declare(old).declare(next);

        assertThat(recipients(state)).containsExactly("a", "b", "c");
        assertThat(state.misses(old)).isFalse();
    }

    @Test
    void remembersTheLastTwoHundredBuildsOfAService() {
        var state = CatalogState.EMPTY;
        for (var build = 1; build <= 210; build++) {
            state = state.declare(shop("b-" + build, "a"));
        }

        assertThat(state.services().values())
                .singleElement()
                .satisfies(it -> assertThat(it.builds())
                        .hasSize(200)
                        .containsKey("b-210")
                        .doesNotContainKey("b-10"));
        assertThat(state.buildsAfter("b-208", "shop")).containsExactlyInAnyOrder("b-209", "b-210");
        assertThat(state.declare(shop("b-5", "z")).abandoned())
                .as("what nobody remembers is new")
                .extracting(SubscriptionEntry::id)
                .containsExactly("a");
    }

    @Test
    void refusesASubscriptionThatAnotherServiceHasAndNamesBothPlaces() {
        var state = CatalogState.EMPTY.declare(shop("1", "send-receipt"));

        assertThatThrownBy(() -> state.declare(declaration("billing", "1", List.of(), "send-receipt")))
                .isInstanceOf(FanoutException.class)
                .hasMessageContainingAll("send-receipt", "place of send-receipt", "'shop'", "'billing'");
    }

    @Test
    void letsASubscriptionMoveToAnotherServiceOnceItsOwnHasLetItGo() {
        var state = CatalogState.EMPTY
                .declare(shop("1", "a", "b"))
                .declare(shop("2", "a"))
                .declare(declaration("billing", "1", List.of(), "b"));

        assertThat(state.subscriptions())
                .extractingByKey("b")
                .extracting(SubscriptionEntry::service)
                .isEqualTo("billing");
    }

    @Test
    void refusesASecondSchemaOfOneVersionFromAnotherServiceAndNamesBothPlaces() {
        var state = CatalogState.EMPTY.declare(declaration("shop", "1", List.of(type("1", "h1"))));

        assertThatThrownBy(() -> state.declare(declaration("billing", "1", List.of(type("1", "h2")))))
                .isInstanceOf(FanoutException.class)
                .hasMessageContainingAll("order.created", "class for h1", "class for h2", "'shop'", "'billing'");
    }

    @Test
    void acceptsASchemaAgainThatItOnceAccepted() {
        var first = declaration("shop", "1", List.of(type("1", "h1")));
        var state = CatalogState.EMPTY.declare(first).declare(declaration("shop", "2", List.of(type("1", "h2"))));

        var rolledBack = state.declare(first);

        assertThat(rolledBack.types())
                .extractingByKey("order.created")
                .extracting(type ->
                        type.schemasOf("1").stream().map(TypeEntry.Schema::hash).toList())
                .isEqualTo(List.of("h1", "h2"));
    }

    @Test
    void refusesAnInstanceThatWouldKeepAPartOfTheLogToItself() {
        var state = CatalogState.EMPTY.declare(logging(new LogHome("file-1", "SQLite at a.db", false, false)));

        assertThatThrownBy(() -> state.declare(logging(new LogHome("file-2", "SQLite at b.db", false, false))))
                .isInstanceOf(FanoutException.class)
                .hasMessageContainingAll("a.db", "b.db", "fanout.log.url", "fanout.single-node=true");
        assertThat(state.declare(logging(new LogHome("file-2", "SQLite at b.db", false, true)))
                        .log())
                .extracting(LogHome::identity)
                .isEqualTo("file-2");
        assertThat(state.declare(logging(CLICKHOUSE)).log()).isEqualTo(CLICKHOUSE);
    }

    @Test
    void refusesMoreSubscriptionsOfOneTypeThanAFanOutCanFollow() {
        var ids = IntStream.rangeClosed(1, 501).mapToObj(i -> "s" + i).toArray(String[]::new);

        assertThat(CatalogState.EMPTY
                        .declare(shop("1", Arrays.copyOf(ids, 500)))
                        .subscriptions())
                .hasSize(500);
        assertThatThrownBy(() -> CatalogState.EMPTY.declare(shop("1", ids)))
                .isInstanceOf(FanoutException.class)
                .hasMessageContainingAll("order.created", "501", "500");
    }

    @Test
    void survivesTheWayThroughItsImage() {
        var state = CatalogState.EMPTY
                .declare(shop("1", "a", "b"))
                .declare(shop("2", "a"))
                .retire("b");

        assertThat(CatalogImage.of(state).open()).isEqualTo(state);
        assertThat(CatalogImage.of(large()).open()).isEqualTo(large());
        assertThat(CatalogImage.EMPTY.open()).isEqualTo(CatalogState.EMPTY);
    }

    @Test
    void keepsTheLimitThatTheNewestBuildOfATypesServiceDeclared() {
        var hundred = RateLimitPolicy.of(100, Duration.ofMinutes(1));
        var two = RateLimitPolicy.of(2, Duration.ofMinutes(1));
        var state = CatalogState.EMPTY
                .declare(limited("shop", "1", hundred))
                .declare(limited("shop", "2", two))
                .declare(limited("shop", "1", hundred));

        assertThat(state.types().values())
                .extracting(type -> type.terms().rateLimit())
                .containsExactly(two);
        assertThat(state.declare(limited("shop", "3", null)).types().values())
                .extracting(type -> type.terms().rateLimit())
                .containsOnlyNulls();
    }

    @Test
    void refusesTwoServicesThatLimitOneTypeDifferently() {
        var state = CatalogState.EMPTY.declare(limited("shop", "1", RateLimitPolicy.of(100, Duration.ofMinutes(1))));

        assertThatThrownBy(() -> state.declare(limited("web", "1", RateLimitPolicy.of(5, Duration.ofSeconds(1)))))
                .hasMessageContainingAll("order.created", "100 per 1m", "'shop'", "5 per 1s", "'web'");
        assertThatThrownBy(() -> state.declare(limited("web", "1", null)))
                .hasMessageContainingAll("100 per 1m", "none");
    }

    /** Larger than Fanout lets a document be that comes from outside, and small enough for Temporal. */
    private static CatalogState large() {
        var schema = "{\"description\": \"%s\"}".formatted("long ".repeat(200_000));
        var types = IntStream.range(0, 9)
                .mapToObj(n -> new Declaration.Type("t-" + n, "1", "", schema, "h", "s", null, true, "class"))
                .toList();
        return CatalogState.EMPTY.declare(new Declaration("shop", "1", types, List.of(), CLICKHOUSE));
    }

    private static Duration timeout(CatalogState state, String subscription) {
        return requireNonNull(state.subscriptions().get(subscription))
                .declared()
                .timeout();
    }

    private static String version(CatalogState state) {
        return requireNonNull(state.types().get("order.created")).newestVersion();
    }

    private static List<String> recipients(CatalogState state) {
        return state.subscribersOf("order.created").stream()
                .map(SubscriptionEntry::id)
                .toList();
    }

    private static Declaration shop(String build, String... subscriptions) {
        return declaration("shop", build, List.of(), subscriptions);
    }

    private static Declaration declaration(
            String service, String build, List<Declaration.Type> types, String... subscriptions) {
        var subscribers = Stream.of(subscriptions).map(id -> subscriber(id, 1)).toList();
        return new Declaration(service, build, types, subscribers, CLICKHOUSE);
    }

    private static Declaration logging(LogHome log) {
        return new Declaration("shop", "1", List.of(), List.of(), log);
    }

    private static Declaration.Subscriber subscriber(String id, int seconds) {
        return new Declaration.Subscriber(
                id,
                "order.created",
                null,
                null,
                SubscriptionLimits.defaults(),
                OnFailure.DEAD_LETTER,
                Duration.ofSeconds(seconds),
                "place of " + id);
    }

    private static Declaration.Type type(String version, String hash) {
        return new Declaration.Type(
                "order.created", version, "", "{}", hash, "order.created", null, true, "class for " + hash);
    }

    private static Declaration limited(String service, String build, @Nullable RateLimitPolicy limit) {
        var type = new Declaration.Type(
                "order.created", "1", "", "{}", "h", "order.created", limit, true, "class in " + service);
        return new Declaration(service, build, List.of(type), List.of(), CLICKHOUSE);
    }
}
