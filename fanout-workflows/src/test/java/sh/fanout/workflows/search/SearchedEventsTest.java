package sh.fanout.workflows.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static sh.fanout.workflows.log.LoggedEvents.NOON;
import static sh.fanout.workflows.log.LoggedEvents.accepted;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.fanout.ErrorCode;
import sh.fanout.EventPattern;
import sh.fanout.FanoutException;
import sh.fanout.filter.Filter;
import sh.fanout.log.DeliveryCount;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.log.EventPage;
import sh.fanout.log.EventQuery;
import sh.fanout.log.EventSelection;
import sh.fanout.log.EventStatus;
import sh.fanout.log.EventSummary;
import sh.fanout.log.LoggedEvent;
import sh.fanout.log.Position;
import sh.fanout.log.Searched;
import sh.fanout.workflows.catalog.CatalogState;
import sh.fanout.workflows.catalog.Declaration;
import sh.fanout.workflows.log.EventLog;
import sh.fanout.workflows.log.LoggedEvents;
import sh.fanout.workflows.log.sqlite.SqliteEventLog;

class SearchedEventsTest {

    private static final CatalogState CATALOG = CatalogState.EMPTY.declare(new Declaration(
            "shop",
            "1",
            List.of(type("order.created", "amount"), type("parcel.sent", "parcels")),
            List.of(),
            new Declaration.LogHome("s", "SQLite", false, false)));

    @TempDir
    Path folder;

    private final AtomicLong clock = new AtomicLong();
    private EventLog log;

    @BeforeEach
    void openLog() {
        log = SqliteEventLog.open(folder.resolve("events.db"));
    }

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void findsTheEventsThatASubscriptionWouldReceive() {
        log.append(List.of(
                amount(0, "{\"amount\":500}"), amount(1, "{\"amount\":1500}"), amount(2, "{\"amount\":\"x\"}")));

        var page = search("{\"amount\":[{\"$gte\":1000}]}", "order.created", null, 10);

        assertThat(page.events()).containsExactly(amount(1, "{\"amount\":1500}").summary());
        assertThat(page.next()).isNull();
        assertThat(page.searched()).isEqualTo(new Searched(3, 3, true, null));
        assertThat(search("{\"$metadata\":{\"k\":[\"v\"]}}", null, null, 10).events())
                .hasSize(3);
    }

    @Test
    void tellsHowFarTheRecipientsHaveIt() {
        var delivered = LoggedEvents.delivery("e-1", "mail", DeliveryStatus.DELIVERED, 0, 1, null);
        log.append(
                List.of(LoggedEvents.event("e-1", "order.created", EventStatus.DELIVERED, NOON, List.of(delivered))));

        assertThat(List.of(search("{}", null, null, 1), search(null, null, null, 1)))
                .allSatisfy(page -> assertThat(page.events().get(0).deliveries())
                        .containsExactly(new DeliveryCount(DeliveryStatus.DELIVERED, 1)));
    }

    @Test
    void looksOnlyAtWhatTheRestOfTheSelectionLeaves() {
        log.append(List.of(amount(0, "{\"amount\":1}"), amount(1, "{\"amount\":1}")));
        log.append(List.of(LoggedEvents.event("other", "order.paid", EventStatus.ACCEPTED, NOON)));

        var page = search("{\"amount\":[1]}", "order.created", null, 10);

        assertThat(page.searched()).isEqualTo(new Searched(2, 2, true, null));
        assertThat(search("{}", "order.*", null, 10).searched()).isEqualTo(new Searched(3, 3, true, null));
    }

    @Test
    void passesOverWhatIsNoJson() {
        log.append(List.of(amount(0, "{"), amount(1, "{}")));

        assertThat(search("{}", null, null, 10).events())
                .extracting(EventSummary::id)
                .containsExactly("e-0001");
    }

    @Test
    void goesOnFromWhereThePageBeforeHasEnded() {
        var thirds = IntStream.range(0, 300).filter(n -> n % 3 == 0).mapToObj(SearchedEventsTest::id);
        log.append(IntStream.range(0, 300)
                .mapToObj(n -> amount(n, "{\"amount\":%d}".formatted(n % 3)))
                .toList());

        var found = new ArrayList<String>();
        var looked = 0;
        @Nullable Position next = null;
        do {
            var page = search("{\"amount\":[0]}", null, next, 7);
            page.events().forEach(event -> found.add(event.id()));
            assertThat(searched(page).of()).isEqualTo(300 - looked);
            looked += searched(page).events();
            next = page.next();
        } while (next != null);

        assertThat(found).hasSize(100).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(thirds.toList());
        assertThat(looked).isEqualTo(300);
    }

    @Test
    void stopsWhenItsTimeIsOverAndSaysHowFarItCame() {
        log.append(IntStream.range(0, 500).mapToObj(n -> amount(n, "{}")).toList());
        var slow = new SearchedEvents(
                log,
                () -> CATALOG,
                UnaryOperator.identity(),
                () -> clock.addAndGet(Duration.ofMillis(1).toNanos()));

        var page = slow.page(query("{\"amount\":[7]}", null, null, 10));

        assertThat(page.events()).isEmpty();
        assertThat(page.next()).isNotNull();
        assertThat(searched(page).events()).isBetween(50, 200);
        assertThat(searched(page).of()).isEqualTo(500);
        assertThat(searched(page).exact()).isTrue();
    }

    @Test
    void looksForAKeyUntilItsTimeIsOver() {
        var oldest = LoggedEvents.keyed("e-000000", "k", List.of());
        log.append(Stream.concat(
                        Stream.of(oldest),
                        IntStream.rangeClosed(1, 110_000)
                                .mapToObj(n -> LoggedEvents.keyed("e-%06d".formatted(n), null, List.of())))
                .toList());
        var slow = new SearchedEvents(
                log,
                () -> CATALOG,
                UnaryOperator.identity(),
                () -> clock.addAndGet(Duration.ofMillis(100).toNanos()));

        for (var keyed : List.of(
                EventSelection.ALL.keyed("k"), EventSelection.ALL.keyed("k").matching(Filter.json("{}")))) {
            var first = slow.page(new EventQuery(keyed, null, 10));
            var second = slow.page(new EventQuery(keyed, first.next(), 10));
            var atOnce = new SearchedEvents(log, () -> CATALOG, UnaryOperator.identity(), clock::get)
                    .page(new EventQuery(keyed, null, 10));

            assertThat(first.events()).isEmpty();
            assertThat(first.next()).isNotNull();
            assertThat(second.events()).containsExactly(oldest.summary());
            assertThat(second.next()).isNull();
            assertThat(atOnce.events()).containsExactly(oldest.summary());
            assertThat(atOnce.next()).isNull();
        }
    }

    @Test
    void doesNotCountWhatElseHasTheKey() {
        log.append(IntStream.range(0, 3)
                .mapToObj(n -> LoggedEvents.keyed(id(n), "k", List.of()))
                .toList());

        var keyed = EventSelection.ALL.keyed("k").matching(Filter.json("{}"));
        var page = new SearchedEvents(log, () -> CATALOG, UnaryOperator.identity(), clock::get)
                .page(new EventQuery(keyed, null, 2));

        assertThat(page.events()).hasSize(2);
        assertThat(page.searched()).isEqualTo(new Searched(2, 2, false, null));
    }

    @Test
    void goesOnEvenIfTheStoreTakesAllTheTime() {
        log.append(IntStream.range(0, 60).mapToObj(n -> amount(n, "{}")).toList());
        var slow = new SearchedEvents(
                log,
                () -> CATALOG,
                UnaryOperator.identity(),
                () -> clock.addAndGet(Duration.ofMillis(200).toNanos()));

        var page = slow.page(query("{\"amount\":[7]}", null, null, 10));
        var second = slow.page(query("{\"amount\":[7]}", null, page.next(), 10));

        assertThat(page.searched()).isEqualTo(new Searched(50, 60, true, null));
        assertThat(second.searched()).isEqualTo(new Searched(10, 10, true, null));
        assertThat(second.next()).isNull();
    }

    @Test
    void looksAtSoManyAtMostAndCountsSoManyOfTheRest() {
        log.append(IntStream.range(0, 31_000).mapToObj(n -> amount(n, "{}")).toList());

        var page = search("{\"amount\":[7]}", null, null, 10);
        var second = search("{\"amount\":[7]}", null, page.next(), 10);

        assertThat(page.searched()).isEqualTo(new Searched(20_000, 30_000, false, null));
        assertThat(second.searched()).isEqualTo(new Searched(11_000, 11_000, true, null));
        assertThat(second.next()).isNull();
    }

    @Test
    void refusesAFilterOnAFieldThatTheTypeDoesNotHave() {
        assertThatExceptionOfType(FanoutException.class)
                .isThrownBy(() -> search("{\"amout\":[1]}", "order.created", null, 10))
                .withMessageContaining("amout")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_FILTER))
                .satisfies(e -> assertThat(e.hint()).contains("amount"));
    }

    @Test
    void doubtsAFieldThatNoTypeHas() {
        log.append(List.of(amount(0, "{\"amount\":1}"), amount(1, "{\"amount\":1,\"colour\":\"red\"}")));

        assertThat(warning("{\"amout\":[1]}", "order.*"))
                .isEqualTo("The filter asks for '/amout', and by the schemas no type of 'order.*' has such a field."
                        + " Did you mean 'amount'?");
        assertThat(warning("{\"amout\":[1]}", null)).contains("no event type has");
        assertThat(warning("{\"parcels\":[1]}", null)).isNull();
        assertThat(warning("{\"amount\":[7]}", null)).isNull();
        assertThat(warning("{\"amout\":[1]}", "invoice.*")).isNull();
        assertThat(warning("{\"colour\":[\"red\"]}", null))
                .as("found although no schema has it")
                .isNull();
    }

    private static Declaration.Type type(String id, String field) {
        var schema = "{\"type\":\"object\",\"properties\":{\"%s\":{\"type\":\"number\"}}}".formatted(field);
        return new Declaration.Type(id, "1", "", schema, "h", id, null, true, "here");
    }

    private @Nullable String warning(String filter, @Nullable String types) {
        return searched(search(filter, types, null, 10)).warning();
    }

    private EventPage search(@Nullable String filter, @Nullable String types, @Nullable Position after, int limit) {
        return new SearchedEvents(log, () -> CATALOG, UnaryOperator.identity(), clock::get)
                .page(query(filter, types, after, limit));
    }

    private static Searched searched(EventPage page) {
        return Objects.requireNonNull(page.searched());
    }

    private static EventQuery query(
            @Nullable String filter, @Nullable String types, @Nullable Position after, int limit) {
        var pattern = types == null ? null : new EventPattern(types);
        return new EventQuery(
                new EventSelection(
                        pattern, null, null, null, null, filter == null ? null : Filter.json(filter), null, null),
                after,
                limit);
    }

    private static LoggedEvent amount(int n, String payload) {
        return LoggedEvents.event(id(n), "order.created", EventStatus.ACCEPTED, NOON.plusSeconds(n))
                .withEnvelope(accepted(id(n)).envelope().withPayload(payload));
    }

    private static String id(int n) {
        return "e-%04d".formatted(n);
    }
}
