package sh.fanout.workflows.log;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static sh.fanout.workflows.log.LoggedEvents.NOON;
import static sh.fanout.workflows.log.LoggedEvents.accepted;
import static sh.fanout.workflows.log.LoggedEvents.delivery;
import static sh.fanout.workflows.log.LoggedEvents.event;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import sh.fanout.ErrorCode;
import sh.fanout.EventEnvelope;
import sh.fanout.EventPattern;
import sh.fanout.Violation;
import sh.fanout.deadletter.DeadLetter;
import sh.fanout.deadletter.DeadLetterAction;
import sh.fanout.deadletter.DeadLetterCount;
import sh.fanout.deadletter.DeadLetterGroup;
import sh.fanout.deadletter.DeadLetterQuery;
import sh.fanout.deadletter.DeadLetterStatus;
import sh.fanout.deadletter.DeadLetterSummary;
import sh.fanout.deadletter.DeadLetters;
import sh.fanout.deadletter.PayloadChange;
import sh.fanout.filter.Mismatch;
import sh.fanout.lane.BlockedKey;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.log.EventQuery;
import sh.fanout.log.EventSelection;
import sh.fanout.log.EventStatus;
import sh.fanout.log.EventSummary;
import sh.fanout.log.LoggedDelivery;
import sh.fanout.log.LoggedEvent;
import sh.fanout.log.PassedOver;
import sh.fanout.log.PassedOver.Reason;
import sh.fanout.log.Position;
import sh.fanout.log.Steps;

/** What every {@link EventLog} promises. */
public abstract class EventLogContract extends StoreContract {

    @Test
    void keepsTheNewestRevisionInAnyOrderOfArrival() {
        var orders = permutations(List.of(0, 1, 2, 3));
        for (var i = 0; i < orders.size(); i++) {
            var stages = stagesOf("e-" + i);

            orders.get(i).forEach(stage -> log.append(List.of(stages.get(stage))));

            assertThat(log.find("e-" + i)).as("order %s", orders.get(i)).contains(stages.get(3));
        }
    }

    @Test
    void keepsTheNewestRevisionWithinOneBatch() {
        var stages = stagesOf("e-1");

        log.append(List.of(stages.get(2), stages.get(3), stages.get(0), stages.get(1)));

        assertThat(log.find("e-1")).contains(stages.get(3));
        assertThat(log.page(EventQuery.ALL).events()).hasSize(1);
    }

    @Test
    void keepsARepeatedRowOnce() {
        var settled = stagesOf("e-1").get(3);

        log.append(List.of(settled, settled));
        log.append(List.of(settled));

        assertThat(log.find("e-1")).contains(settled);
        assertThat(log.page(EventQuery.ALL).events()).hasSize(1);
    }

    @Test
    void listsTheKeysThatABlockedDeliveryHoldsAsLongAsItDoes() {
        log.append(List.of(
                blocked("e-3", 3, DeliveryStatus.BLOCKED),
                blocked("e-1", 1, DeliveryStatus.BLOCKED),
                blocked("e-2", 2, DeliveryStatus.BLOCKED),
                blocked("e-4", 4, DeliveryStatus.DELIVERED)));
        log.append(List.of(blocked("e-2", 2, DeliveryStatus.FAILED)));

        assertThat(log.blocked(10)).extracting(BlockedKey::eventId).containsExactly("e-1", "e-3");
        assertThat(log.blocked(1))
                .containsExactly(new BlockedKey(
                        "orders", "k-1", "a", "e-1", "order.created", NOON.plusSeconds(1), 2, "broken", null));
    }

    @Test
    void keepsADeadLetterWithThePayloadOfMostLevels() {
        var event = failed("e-1");
        var deep = event.withEnvelope(event.envelope().withPayload("[".repeat(100) + "]".repeat(100)));
        var letter = LoggedEvents.letter(deep, DeadLetterStatus.PARKED);

        log.append(List.of(deep), List.of(letter));

        assertThat(log.deadLetter("e-1", "mail")).contains(letter.letter());
    }

    @Test
    void keepsADeadLetterAsItIsNowAndItsDelivery() {
        log.append(List.of(failed("e-1")));
        var parked = letter("e-1", 0, 5, DeadLetterStatus.PARKED);
        var delivered = letter("e-1", 1, 6, DeadLetterStatus.DELIVERED);

        log.append(List.of(), List.of(delivered, parked));

        assertThat(log.deadLetter("e-1", "a")).contains(delivered.letter());
        assertThat(log.deadLetter("e-1", "b")).isEmpty();
        assertThat(log.find("e-1").orElseThrow().deliveries())
                .containsExactly(delivered.letter().delivery());
        assertThat(log.deadLetters(DeadLetterQuery.PARKED).letters()).isEmpty();
    }

    @Test
    void listsDeadLettersByPagesAndConditions() {
        log.append(
                List.of(),
                IntStream.range(0, 7)
                        .mapToObj(n -> letter("e-" + n, 0, n / 2, DeadLetterStatus.PARKED))
                        .toList());
        log.append(List.of(), List.of(letter("e-5", 0, 2, DeadLetterStatus.DISCARDED)));

        var all = new ArrayList<String>();
        @Nullable Position after = null;
        do {
            var page = log.deadLetters(new DeadLetterQuery(
                    "order.created", "a", DeadLetterStatus.PARKED, Set.of("g"), null, null, after, 2));
            page.letters().forEach(it -> all.add(it.eventId()));
            after = page.next();
        } while (after != null);

        assertThat(all).containsExactly("e-6", "e-4", "e-3", "e-2", "e-1", "e-0");
        assertThat(log.deadLetters(
                                DeadLetterQuery.ALL.since(NOON.plusSeconds(1)).before(NOON.plusSeconds(2)))
                        .letters())
                .extracting(DeadLetterSummary::eventId)
                .containsExactly("e-3", "e-2");
        assertThat(log.deadLetters(DeadLetterQuery.ALL.ofSubscription("b")).letters())
                .isEmpty();
    }

    @Test
    void groupsDeadLetters() {
        log.append(
                List.of(),
                List.of(
                        letter("e-1", 0, 1, DeadLetterStatus.PARKED),
                        letter("e-2", 0, 3, DeadLetterStatus.PARKED),
                        letter("e-3", 0, 2, DeadLetterStatus.DISCARDED)));

        assertThat(log.deadLetterGroups(DeadLetterQuery.PARKED, null, 10))
                .containsExactly(new DeadLetterGroup(
                        "g",
                        "a",
                        "order.created",
                        "error of e-2",
                        2,
                        NOON.plusSeconds(1),
                        NOON.plusSeconds(3),
                        List.of("shop e-1", "shop e-2"),
                        List.of()));
    }

    @Test
    void countsAllDeadLettersThatAQueryMatches() {
        log.append(
                List.of(),
                List.of(
                        letter("e-1", 0, 1, DeadLetterStatus.PARKED, "g-1"),
                        letter("e-2", 0, 2, DeadLetterStatus.PARKED, "g-1"),
                        letter("e-3", 0, 3, DeadLetterStatus.PARKED, "g-2"),
                        letter("e-4", 0, 4, DeadLetterStatus.DISCARDED, "g-3")));

        var parked = DeadLetterQuery.PARKED;
        assertThat(log.countDeadLetters(parked)).isEqualTo(new DeadLetterCount(3, 2));
        assertThat(log.countDeadLetters(parked.inGroups(Set.of("g-1")))).isEqualTo(new DeadLetterCount(2, 1));
        assertThat(log.countDeadLetters(parked.before(NOON.plusSeconds(3))
                        .after(new Position(NOON.plusSeconds(2), "e-2"))
                        .limit(1)))
                .isEqualTo(new DeadLetterCount(2, 1));
        assertThat(log.countDeadLetters(parked.inGroups(Set.of("g-9")))).isEqualTo(DeadLetterCount.NONE);
    }

    @Test
    void listsDeadLettersOfAnyOfSomeGroups() {
        log.append(
                List.of(),
                List.of(
                        letter("e-1", 0, 1, DeadLetterStatus.PARKED, "g-1"),
                        letter("e-2", 0, 2, DeadLetterStatus.PARKED, "g-2"),
                        letter("e-3", 0, 3, DeadLetterStatus.PARKED, "g-3"),
                        letter("e-4", 0, 4, DeadLetterStatus.PARKED, "g-2")));
        var hostile = "g-3') OR ('1' = '1";

        var some = DeadLetterQuery.PARKED.inGroups(Set.of("g-1", "g-2", hostile));

        assertThat(log.deadLetters(some).letters())
                .extracting(DeadLetterSummary::eventId)
                .containsExactly("e-4", "e-2", "e-1");
        assertThat(log.deadLetterGroups(some, null, 10))
                .extracting(DeadLetterGroup::group)
                .containsExactly("g-2", "g-1");
        assertThat(log.deadLetters(some.inGroups(Set.of(hostile))).letters()).isEmpty();
        var most = IntStream.range(0, DeadLetters.MAX_GROUPS)
                .mapToObj(n -> "g-" + n)
                .collect(toSet());
        assertThat(log.deadLetters(some.inGroups(most)).letters()).hasSize(4);
    }

    @Test
    void countsTheDeadLettersOfGroupsByWhenTheyWereParked() {
        log.append(
                List.of(),
                List.of(
                        letter("e-0", 0, 0, DeadLetterStatus.PARKED, "g-1"),
                        letter("e-1", 0, 1, DeadLetterStatus.PARKED, "g-1"),
                        letter("e-2", 0, 2, DeadLetterStatus.PARKED, "g-1"),
                        letter("e-3", 0, 2, DeadLetterStatus.PARKED, "g-2"),
                        letter("e-4", 0, 2, DeadLetterStatus.DISCARDED, "g-2"),
                        letter("e-5", 0, 6, DeadLetterStatus.PARKED, "g-1"),
                        letter("e-6", 0, 7, DeadLetterStatus.PARKED, "g-1")));
        var steps = new Steps(NOON.plusSeconds(1), Duration.ofSeconds(2), 3);

        assertThat(log.deadLetterGroups(DeadLetterQuery.PARKED, steps, 10))
                .extracting(DeadLetterGroup::group, DeadLetterGroup::count, DeadLetterGroup::parked)
                .containsExactly(tuple("g-1", 5L, List.of(2, 0, 1)), tuple("g-2", 1L, List.of(1, 0, 0)));
        assertThat(log.deadLetterGroups(DeadLetterQuery.PARKED, steps, 1))
                .extracting(DeadLetterGroup::group)
                .containsExactly("g-1");
        assertThat(log.deadLetterGroups(DeadLetterQuery.PARKED.inGroups(Set.of("g-2")), steps, 10))
                .extracting(DeadLetterGroup::parked)
                .containsExactly(List.of(1, 0, 0));
    }

    private static LoggedEvent failed(String id) {
        var delivery = delivery(id, "a", DeliveryStatus.FAILED, 0, 2, "boom");
        return event(id, "order.created", EventStatus.FAILED, NOON, List.of(delivery));
    }

    private static DeadLetterEntry letter(String id, int round, int second, DeadLetterStatus status) {
        return letter(id, round, second, status, "g");
    }

    private static DeadLetterEntry letter(String id, int round, int second, DeadLetterStatus status, String group) {
        var event = failed(id).envelope();
        var parked = NOON.plusSeconds(second);
        var summary = new DeadLetterSummary(
                id,
                event.type(),
                event.orderingKey(),
                "a",
                status,
                group,
                "error of " + id,
                "shop " + id,
                parked,
                parked,
                parked.plusSeconds(60),
                round);
        var delivered = status == DeadLetterStatus.DELIVERED ? DeliveryStatus.DELIVERED : DeliveryStatus.FAILED;
        var action = new DeadLetterAction(
                DeadLetterAction.Kind.RETRY,
                "alice",
                "'",
                NOON,
                List.of(new PayloadChange("/a", null, "1")),
                "retry-1");
        var letter =
                new DeadLetter(summary, event, true, delivery(id, "a", delivered, round, 2, "boom"), List.of(action));
        return new DeadLetterEntry(letter, NOON, 10L * second + (status.closed() ? 1 : 0), true, null);
    }

    private static LoggedEvent blocked(String id, int second, DeliveryStatus status) {
        var delivery =
                new LoggedDelivery(id + "/a", "a", status, 2, List.of(), 3, NOON.plusSeconds(second), null, "broken");
        var plain = event(id, "order.created", EventStatus.DELIVERING, NOON, List.of(delivery));
        var it = plain.envelope();
        var keyed = new EventEnvelope(
                id,
                it.type(),
                it.version(),
                it.payload(),
                it.time(),
                it.source(),
                it.tags(),
                it.metadata(),
                "k-" + second,
                "orders",
                null,
                null,
                null,
                null,
                null);
        return plain.withEnvelope(keyed);
    }

    @Test
    void givesBackExactlyWhatItWasGiven() {
        var odd = "\u0000 \\0 \\' ' \" ` ? \n\r\t {fn now()} {d '2026-01-01'} -- /* ; 日本 😀 e\u0301 \u2028 %s $1 :x";
        var payload = "{\"text\":\"" + "😀'\\\\\\u0000{fn x}?".repeat(60_000) + "\",\"n\":1.10}";
        var micro = NOON.plusNanos(1_000);
        var full = new LoggedDelivery(
                "e-" + odd,
                "a",
                DeliveryStatus.FAILED,
                3,
                delivery("e", "a", DeliveryStatus.FAILED, 0, 20, null).attempts(),
                25,
                micro,
                "{\"out\":\"" + odd + "\"}",
                odd);
        var bare = new LoggedDelivery("d-2", "b", DeliveryStatus.PENDING, 0, List.of(), 0, null, null, null);
        var rich = new LoggedEvent(
                new EventEnvelope(
                        odd,
                        "order.created",
                        "2",
                        payload,
                        micro,
                        odd,
                        List.of(odd, ""),
                        Map.of(odd, odd),
                        odd,
                        odd,
                        odd,
                        micro.plusSeconds(1),
                        micro.plusSeconds(2),
                        odd,
                        odd),
                odd,
                EventStatus.FAILED,
                micro,
                micro.plusNanos(1_000),
                Long.MAX_VALUE,
                2,
                List.of(
                        new PassedOver(odd, Reason.FILTER, new Mismatch("/" + odd, odd, odd), null),
                        new PassedOver("b", Reason.GROUP, null, odd)),
                List.of(new Violation("/a~1b", odd)),
                List.of(full, bare));
        var empty = new LoggedEvent(
                new EventEnvelope(
                        "e-2", "t", "1", "null", NOON, "", List.of(), Map.of(), null, null, null, null, null, null,
                        null),
                "",
                EventStatus.ACCEPTED,
                NOON,
                null,
                null,
                0,
                List.of(),
                List.of(),
                List.of());

        log.append(List.of(rich, empty));

        assertThat(payload).hasSizeGreaterThan(1 << 20);
        assertThat(log.find(odd)).contains(rich);
        assertThat(log.find("e-2")).contains(empty);
        assertThat(log.page(EventQuery.ALL).events())
                .containsExactly(
                        new EventSummary(
                                odd,
                                "order.created",
                                "2",
                                odd,
                                odd,
                                List.of(odd, ""),
                                EventStatus.FAILED,
                                micro,
                                micro.plusNanos(1_000),
                                2,
                                List.of()),
                        new EventSummary(
                                "e-2", "t", "1", null, "", List.of(), EventStatus.ACCEPTED, NOON, null, 0, List.of()));
    }

    @Test
    void ordersDeliveriesBySubscription() {
        var deliveries = Stream.of("b", "a", "c")
                .map(subscription -> delivery("e-1", subscription, DeliveryStatus.PENDING, 0, 0, null))
                .toList();

        log.append(List.of(event("e-1", "t", EventStatus.DELIVERING, NOON, deliveries)));

        assertThat(log.find("e-1").orElseThrow().deliveries())
                .extracting(LoggedDelivery::subscription)
                .containsExactly("a", "b", "c");
    }

    @Test
    void pagesThroughTiesWhileNewEventsArrive() {
        IntStream.range(0, 25)
                .forEach(n -> log.append(
                        List.of(event("e-%02d".formatted(n), "t", EventStatus.ACCEPTED, NOON.plusSeconds(n / 10)))));

        var seen = new ArrayList<String>();
        @Nullable Position after = null;
        do {
            var page = log.page(new EventQuery(EventSelection.ALL, after, 4));
            page.events().forEach(shown -> seen.add(shown.id()));
            after = page.next();
            var arrival = seen.size();
            log.append(List.of(event("new-" + arrival, "t", EventStatus.ACCEPTED, NOON.plusSeconds(100))));
            log.append(List.of(event(
                    "e-%02d".formatted(arrival % 25),
                    "t",
                    EventStatus.DELIVERED,
                    NOON.plusSeconds(arrival % 25 / 10))));
        } while (after != null);

        var newestFirst =
                IntStream.range(0, 25).mapToObj(n -> "e-%02d".formatted(24 - n)).toList();
        assertThat(seen).containsExactlyElementsOf(newestFirst);
    }

    @Test
    void endsWithAFullPage() {
        IntStream.range(0, 4).forEach(n -> log.append(List.of(accepted("e-" + n))));

        var page = log.page(EventQuery.ALL.limit(4));

        assertThat(page.events()).hasSize(4);
        assertThat(page.next()).isNull();
    }

    @Test
    void filtersByTypeStatusAndTime() {
        log.append(List.of(
                event("e-1", "order.created", EventStatus.FAILED, NOON),
                event("e-2", "order.created", EventStatus.DELIVERED, NOON.plusSeconds(1)),
                event("e-3", "order.paid", EventStatus.FAILED, NOON.plusSeconds(2)),
                event("e-4", "order.created", EventStatus.FAILED, NOON.plusSeconds(3))));

        assertThat(ids(query(ofType("order.created")))).containsExactly("e-4", "e-2", "e-1");
        assertThat(ids(query(in(EventStatus.FAILED)))).containsExactly("e-4", "e-3", "e-1");
        assertThat(ids(query(selection("order.created", EventStatus.FAILED, null, null))))
                .containsExactly("e-4", "e-1");
        assertThat(ids(query(selection(null, null, NOON.plusSeconds(1), NOON.plusSeconds(3)))))
                .containsExactly("e-3", "e-2");
    }

    @Test
    void filtersByTheStatusThatAnEventHasNow() {
        log.append(IntStream.range(0, 40)
                .mapToObj(n -> event("e-%02d".formatted(n), "t", EventStatus.DELIVERING, NOON.plusSeconds(n)))
                .toList());
        log.append(IntStream.range(5, 40)
                .mapToObj(n -> event("e-%02d".formatted(n), "t", EventStatus.DELIVERED, NOON.plusSeconds(n)))
                .toList());

        var delivering = log.page(new EventQuery(in(EventStatus.DELIVERING), null, 3));

        assertThat(delivering.events()).extracting(EventSummary::id).containsExactly("e-04", "e-03", "e-02");
        assertThat(ids(new EventQuery(in(EventStatus.DELIVERING), delivering.next(), 3)))
                .containsExactly("e-01", "e-00");
    }

    @Test
    void knowsNothingOfAnUnknownEvent() {
        log.append(List.of(accepted("e-1")));

        assertThat(log.find("e-2")).isEmpty();
        assertThat(log.find("e-1").orElseThrow().deliveries()).isEmpty();
    }

    @Test
    void takesRowsOfManyThreadsAtOnce() throws Exception {
        var threads = Executors.newFixedThreadPool(16);
        try {
            var writes = IntStream.range(0, 16 * 10)
                    .mapToObj(n -> threads.submit(() -> {
                        log.append(stagesOf("e-" + n));
                        return log.find("e-" + n);
                    }))
                    .toList();

            for (var n = 0; n < writes.size(); n++) {
                assertThat(writes.get(n).get()).contains(stagesOf("e-" + n).get(3));
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(ids(new EventQuery(in(EventStatus.DELIVERED), null, 200))).hasSize(160);
    }

    @Test
    void keepsEverythingWhenClosedAndOpenedAgain() throws Exception {
        var identity = log.identity();
        log.append(stagesOf("e-1"));

        log.close();
        log = open();

        assertThat(log.find("e-1")).contains(stagesOf("e-1").get(3));
        assertThat(log.identity()).isEqualTo(identity).isNotBlank();
        assertThat(log.available()).isTrue();
    }

    @Test
    void isTheLogOfTheBusThatClaimsItFirst() throws Exception {
        log.claim(new BusName("prod/fanout"));
        log.append(stagesOf("e-1"));

        assertThatExceptionOfType(OthersLogException.class)
                .isThrownBy(() -> log.claim(new BusName("staging/fanout")))
                .withMessageContainingAll(log.describe(), "'prod/fanout'", "'staging/fanout'")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.EVENT_LOG_IN_USE));

        log.close();
        log = open();
        log.claim(new BusName("prod/fanout"));
        assertThat(log.find("e-1")).contains(stagesOf("e-1").get(3));
    }

    @Test
    void answersNothingOnceClosed() {
        log.close();

        assertThat(log.available()).isFalse();
        assertThatExceptionOfType(EventLogUnreachableException.class)
                .isThrownBy(() -> log.append(List.of(accepted("e-1"))))
                .withMessageContaining(log.describe())
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.EVENT_LOG_UNREACHABLE));
        assertThatExceptionOfType(EventLogUnreachableException.class).isThrownBy(() -> log.page(EventQuery.ALL));
    }

    private static EventQuery query(EventSelection events) {
        return new EventQuery(events, null, 10);
    }

    private static EventSelection ofType(String type) {
        return selection(type, null, null, null);
    }

    private static EventSelection in(EventStatus status) {
        return selection(null, status, null, null);
    }

    private static EventSelection selection(
            @Nullable String types, @Nullable EventStatus status, @Nullable Instant from, @Nullable Instant to) {
        return new EventSelection(
                types == null ? null : new EventPattern(types), status, null, null, null, null, from, to);
    }

    private List<String> ids(EventQuery query) {
        return log.page(query).events().stream().map(EventSummary::id).toList();
    }

    /** An event from its acceptance until its delivery has succeeded in the second round. */
    private static List<LoggedEvent> stagesOf(String id) {
        var pending = delivery(id, "mail", DeliveryStatus.PENDING, 0, 1, null);
        var failed = delivery(id, "mail", DeliveryStatus.FAILED, 0, 5, "boom");
        var delivered = delivery(id, "mail", DeliveryStatus.DELIVERED, 1, 1, null);
        var accepted = NOON.plus(Duration.ofMillis(id.hashCode() & 0xff));
        return List.of(
                event(id, "t", EventStatus.ACCEPTED, accepted),
                event(id, "t", EventStatus.DELIVERING, accepted, List.of(pending)),
                event(id, "t", EventStatus.DELIVERING, accepted, List.of(failed)),
                event(id, "t", EventStatus.DELIVERED, accepted, List.of(delivered)));
    }

    private static List<List<Integer>> permutations(List<Integer> items) {
        if (items.isEmpty()) {
            return List.of(List.of());
        }
        var all = new ArrayList<List<Integer>>();
        for (var first : items) {
            var others = items.stream().filter(item -> !item.equals(first)).toList();
            permutations(others)
                    .forEach(rest -> all.add(
                            Stream.concat(Stream.of(first), rest.stream()).toList()));
        }
        return all;
    }
}
