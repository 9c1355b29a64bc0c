package sh.fanout.workflows.log;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static sh.fanout.workflows.log.LoggedEvents.NOON;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sh.fanout.EventPattern;
import sh.fanout.deadletter.DeadLetterQuery;
import sh.fanout.filter.Filter;
import sh.fanout.log.EventSelection;
import sh.fanout.log.EventStatus;
import sh.fanout.log.Position;
import sh.fanout.operation.Operation;
import sh.fanout.operation.OperationAction;
import sh.fanout.operation.OperationItem;
import sh.fanout.operation.OperationItem.Status;
import sh.fanout.operation.OperationItemQuery;
import sh.fanout.operation.OperationKind;
import sh.fanout.operation.OperationPace;
import sh.fanout.operation.OperationPlan;
import sh.fanout.operation.OperationProgress;
import sh.fanout.operation.OperationQuery;
import sh.fanout.operation.OperationStatus;

/** What every {@link OperationLog} promises. */
public abstract class OperationLogContract extends StoreContract {

    private static final String ODD = "' OR 1 = 1 -- \\ {fn x} ? 日本 😀 \n";

    private OperationLog operations;

    @BeforeEach
    void openOperations() {
        operations = log.operations();
    }

    @Test
    void givesBackAnOperationExactlyAsItWasWritten() {
        var events = new EventSelection(
                new EventPattern("order.**"),
                EventStatus.FAILED,
                ODD,
                ODD,
                ODD,
                Filter.json("{\"total\":[{\"$gt\":1.10}]}"),
                NOON,
                NOON.plusSeconds(1));
        var replay = new Operation(
                ODD,
                new OperationPlan.Replay(events, List.of("mail", ODD), true),
                OperationStatus.PAUSED,
                new OperationPace(2.5, 10L),
                NOON,
                NOON.plusNanos(1_000),
                OperationProgress.UNKNOWN,
                List.of(new OperationAction(OperationAction.Kind.CHANGE_RATE, 0.5, 3L, ODD, ODD, NOON)),
                ODD);
        var discard = operation("o-2", new OperationPlan.Discard(DeadLetterQuery.PARKED), OperationStatus.DRAFT, 0);

        operations.write(replay, 1);
        operations.write(discard, 1);

        assertThat(operations.find(ODD)).contains(replay);
        assertThat(operations.find("o-2")).contains(discard);
        assertThat(operations.find("o-3")).isEmpty();
    }

    @Test
    void keepsTheNewestRevisionOfAnOperation() {
        operations.write(retry("o-1", OperationStatus.DRAFT, 0), 1);
        operations.write(retry("o-1", OperationStatus.COMPLETED, 0), 3);
        operations.write(retry("o-1", OperationStatus.RUNNING, 0), 2);

        assertThat(operations.find("o-1").orElseThrow().status()).isEqualTo(OperationStatus.COMPLETED);
        assertThat(operations.page(OperationQuery.ALL).operations()).hasSize(1);
    }

    @Test
    void takesWhatARunTellsForNewerThanItsEnd() {
        operations.write(retry("o-1", OperationStatus.RUNNING, 0), 7);

        operations.writeEnd(retry("o-1", OperationStatus.FAILED, 0));
        assertThat(operations.find("o-1").orElseThrow().status()).isEqualTo(OperationStatus.FAILED);
        operations.write(retry("o-1", OperationStatus.COMPLETED, 0), 8);

        assertThat(operations.find("o-1").orElseThrow().status()).isEqualTo(OperationStatus.COMPLETED);
    }

    @Test
    void listsOperationsByPagesAndConditions() {
        IntStream.range(0, 7).forEach(n -> operations.write(retry("o-" + n, OperationStatus.RUNNING, n / 2), 1));
        operations.write(retry("o-5", OperationStatus.CANCELLED, 2), 2);
        operations.write(
                operation("o-9", new OperationPlan.Discard(DeadLetterQuery.PARKED), OperationStatus.RUNNING, 9), 1);

        var seen = new ArrayList<String>();
        @Nullable Position after = null;
        do {
            var page = operations.page(new OperationQuery(OperationKind.RETRY, OperationStatus.RUNNING, after, 2));
            page.operations().forEach(it -> seen.add(it.id()));
            after = page.next();
        } while (after != null);

        assertThat(seen).containsExactly("o-6", "o-4", "o-3", "o-2", "o-1", "o-0");
    }

    @Test
    void numbersItemsByTheirTimesAndThoseOfALaneByTheirPositions() {
        operations.add(
                "o",
                List.of(
                        lane("late", "k", 2, "a", 1),
                        lane("early", "k", 1, "a", 5),
                        lane("third", "k", 3, "a", 6),
                        lane("late", "k", 2, "b", 1),
                        lane("other", "l", 1, "a", 2),
                        unordered("free-2", "a", 4),
                        unordered("free-1", "a", 3),
                        unordered("tie-b", "a", 8),
                        unordered("tie-a", "b", 8),
                        unordered("tie-a", "a", 8),
                        item("unknown", "orders", "k", null, "a", 0, null)));

        assertThat(operations.number("o")).isEqualTo(11);

        assertThat(order("o"))
                .containsExactly(
                        "unknown a",
                        "late b",
                        "other a",
                        "free-1 a",
                        "free-2 a",
                        "early a",
                        "late a",
                        "third a",
                        "tie-a a",
                        "tie-a b",
                        "tie-b a");
    }

    @Test
    void numbersAnyMixtureOfLanesAsOneByOneWould() {
        var random = new Random(7);
        var items = IntStream.range(0, 400)
                .mapToObj(n -> lane("e-" + n, "k-" + n % 3, n / 3, n % 2 == 0 ? "a" : "b", random.nextInt(50)))
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(items, random);
        operations.add("o", items.subList(0, 150));
        operations.add("o", items.subList(150, 400));

        operations.number("o");

        var numbers = new HashMap<String, Long>();
        operations.items("o", 0, 1_000).forEach(it -> numbers.put(it.eventId(), it.number()));
        assertThat(numbers.values()).containsExactlyInAnyOrderElementsOf(longs(400));
        for (var one : items) {
            for (var other : items) {
                if (isBehind(other, one)) {
                    assertThat(numbers.get(one.eventId())).isLessThan(numbers.get(other.eventId()));
                }
            }
        }
    }

    private static boolean isBehind(PlannedItem later, PlannedItem earlier) {
        return Objects.equals(later.orderingKey(), earlier.orderingKey())
                && later.subscription().equals(earlier.subscription())
                && requireNonNull(later.position()) > requireNonNull(earlier.position());
    }

    private static List<Long> longs(int last) {
        return IntStream.rangeClosed(1, last).mapToObj(Long::valueOf).toList();
    }

    @Test
    void numbersAgainTheSameAndKeepsWhatHasBecomeOfThem() {
        addInOrder("o", 5);
        operations.number("o");
        var before = operations.items("o", 0, 10);
        operations.settle(List.of(done("o", 2, 1)));

        addInOrder("o", 5);

        assertThat(operations.number("o")).isEqualTo(5);
        assertThat(operations.items("o", 0, 10)).isEqualTo(before);
        assertThat(operations.counts("o")).isEqualTo(Map.of("a", Map.of(Status.DONE, 1L, Status.PENDING, 4L)));
    }

    @Test
    void numbersAnewWhatWasAddedSince() {
        operations.add("o", List.of(lane("e-2", "k", 2, "a", 9), unordered("e-3", "a", 5)));
        operations.number("o");
        operations.add("o", List.of(lane("e-1", "k", 1, "a", 1), lane("e-2", "k", 2, "a", 2)));

        assertThat(operations.number("o")).isEqualTo(3);
        assertThat(order("o")).containsExactly("e-1 a", "e-2 a", "e-3 a");
    }

    @Test
    void numbersAgainWithoutGapsAfterAnErasure() {
        addInOrder("o", 5);
        operations.number("o");
        var erased = operations.items("o", 1, 1).get(0).eventId();
        log.erasures().erase(List.of(erased), NOON);

        var total = operations.number("o");

        assertThat(total).isEqualTo(4);
        assertThat(operations.items("o", 0, 10))
                .hasSize(4)
                .extracting(WorkItem::eventId)
                .doesNotContain(erased)
                .doesNotHaveDuplicates();
    }

    @Test
    void replacesAnItemThatIsAddedAgain() {
        operations.add("o", List.of(unordered("e-1", "a", 1), unordered("e-1", "b", 1)));
        operations.add("o", List.of(item("e-1", null, null, null, "a", 1, "it has it")));

        assertThat(operations.number("o")).isEqualTo(2);
        assertThat(operations.counts("o"))
                .isEqualTo(Map.of("a", Map.of(Status.SKIPPED, 1L), "b", Map.of(Status.PENDING, 1L)));
    }

    @Test
    void readsItemsForTheirWorkWhateverHasBecomeOfThem() {
        operations.add(
                "o",
                List.of(
                        item(ODD, ODD, ODD, 7L, "a", 0, null),
                        item("e-2", null, null, null, "b", 1, ODD),
                        unordered("e-3", "a", 2)));
        operations.number("o");
        operations.settle(List.of(done("o", 1, 5)));

        assertThat(operations.items("o", 0, 2))
                .containsExactly(
                        new WorkItem(1, ODD, "order.created", NOON.plusSeconds(10), ODD, ODD, "a", false),
                        new WorkItem(2, "e-2", "order.created", NOON.plusSeconds(11), null, null, "b", true));
        assertThat(operations.items("o", 2, 2)).extracting(WorkItem::eventId).containsExactly("e-3");
        assertThat(operations.items("o", 3, 2)).isEmpty();
    }

    @Test
    void settlesAnItemOnce() {
        addInOrder("o", 3);
        operations.number("o");

        operations.settle(List.of(
                ItemOutcome.failed(new ItemRef("o", 1), ODD, NOON.plusSeconds(1)),
                done("o", 1, 2),
                ItemOutcome.skipped(new ItemRef("o", 2), "gone", NOON.plusSeconds(1))));
        operations.settle(List.of(done("o", 1, 3), done("o", 2, 3)));

        assertThat(page("o", null, null))
                .containsExactly(
                        shown(1, Status.FAILED, ODD, NOON.plusSeconds(1)),
                        shown(2, Status.SKIPPED, "gone", NOON.plusSeconds(1)),
                        shown(3, Status.PENDING, null, null));
    }

    @Test
    void leavesOutWhatWasLeftOutFromTheBeginning() {
        operations.add("o", List.of(item("e-1", null, null, null, "a", 1, "it has it")));
        operations.number("o");

        operations.settle(List.of(done("o", 1, 3)));

        assertThat(page("o", null, null)).containsExactly(shown(1, Status.SKIPPED, "it has it", null));
    }

    @Test
    void settlesItemsOfSeveralOperationsAtOnce() {
        addInOrder("o", 1_500);
        addInOrder("p", 2);
        operations.number("o");
        operations.number("p");

        operations.settle(Stream.concat(
                        IntStream.rangeClosed(1, 1_400).mapToObj(n -> done("o", n, 1)), Stream.of(done("p", 2, 1)))
                .toList());

        assertThat(operations.counts("o")).isEqualTo(Map.of("a", Map.of(Status.DONE, 1_400L, Status.PENDING, 100L)));
        assertThat(operations.counts("p")).isEqualTo(Map.of("a", Map.of(Status.DONE, 1L, Status.PENDING, 1L)));
    }

    @Test
    void listsItemsByPagesAndConditions() {
        operations.add(
                "o",
                IntStream.rangeClosed(1, 20)
                        .mapToObj(n -> unordered("e-" + n, n % 4 == 0 ? "b" : "a", n))
                        .toList());
        operations.number("o");
        operations.settle(IntStream.rangeClosed(1, 10)
                .mapToObj(n -> ItemOutcome.failed(new ItemRef("o", n), "broken", NOON))
                .toList());

        var seen = new ArrayList<Long>();
        List<OperationItem> part;
        do {
            var after = seen.isEmpty() ? 0 : seen.get(seen.size() - 1);
            part = operations.page(new OperationItemQuery("o", Status.FAILED, "a", after, 3));
            part.forEach(it -> seen.add(it.number()));
        } while (part.size() == 3);

        assertThat(seen).containsExactly(1L, 2L, 3L, 5L, 6L, 7L, 9L, 10L);
        assertThat(page("o", Status.PENDING, "b"))
                .extracting(OperationItem::number)
                .containsExactly(12L, 16L, 20L);
        assertThat(page("o", Status.DONE, null)).isEmpty();
        assertThat(page("o", null, "b")).hasSize(5);
        assertThat(operations.page(new OperationItemQuery("o", null, null, 18, 5)))
                .hasSize(2);
        assertThat(page("x", null, null)).isEmpty();
    }

    @Test
    void dropsTheItemsOfOneOperation() {
        addInOrder("o", 3);
        addInOrder("p", 3);
        operations.number("o");
        operations.number("p");

        operations.drop("o");

        assertThat(operations.items("o", 0, 10)).isEmpty();
        assertThat(operations.counts("o")).isEmpty();
        assertThat(operations.number("o")).isZero();
        assertThat(operations.items("p", 0, 10)).hasSize(3);
        assertThat(operations.number("p")).isEqualTo(3);
    }

    @Test
    void keepsEverythingWhenClosedAndOpenedAgain() throws Exception {
        operations.write(retry("o", OperationStatus.RUNNING, 0), 1);
        addInOrder("o", 3);
        operations.number("o");
        operations.settle(List.of(done("o", 2, 1)));

        log.close();
        openLog();
        openOperations();

        assertThat(operations.find("o")).isPresent();
        assertThat(operations.counts("o")).isEqualTo(Map.of("a", Map.of(Status.DONE, 1L, Status.PENDING, 2L)));
    }

    @Test
    void answersNothingOnceClosed() {
        log.close();

        assertThatExceptionOfType(EventLogUnreachableException.class).isThrownBy(() -> addInOrder("o", 1));
        assertThatExceptionOfType(EventLogUnreachableException.class).isThrownBy(() -> operations.counts("o"));
    }

    private void addInOrder(String operation, int count) {
        operations.add(
                operation,
                IntStream.rangeClosed(1, count)
                        .mapToObj(n -> unordered("e-" + n, "a", n))
                        .toList());
    }

    private List<String> order(String operation) {
        return operations.items(operation, 0, 1_000).stream()
                .map(it -> it.eventId() + " " + it.subscription())
                .toList();
    }

    private List<OperationItem> page(String operation, @Nullable Status status, @Nullable String subscription) {
        return operations.page(new OperationItemQuery(operation, status, subscription, 0, 200));
    }

    private static OperationItem shown(long number, Status status, @Nullable String reason, @Nullable Instant settled) {
        return new OperationItem(
                number, "e-" + number, "order.created", null, "a", NOON.plusSeconds(number), status, reason, settled);
    }

    private static ItemOutcome done(String operation, long number, int second) {
        return ItemOutcome.done(new ItemRef(operation, number), NOON.plusSeconds(second));
    }

    private static PlannedItem lane(String event, String key, long position, String subscription, int second) {
        return item(event, "orders", key, position, subscription, second, null);
    }

    private static PlannedItem unordered(String event, String subscription, int second) {
        return item(event, null, null, null, subscription, second, null);
    }

    private static PlannedItem item(
            String event,
            @Nullable String stream,
            @Nullable String key,
            @Nullable Long position,
            String subscription,
            int second,
            @Nullable String reason) {
        return new PlannedItem(
                event,
                "order.created",
                NOON.plusSeconds(10 + second),
                NOON.plusSeconds(second),
                stream,
                key,
                position,
                subscription,
                reason);
    }

    private static Operation retry(String id, OperationStatus status, int second) {
        return operation(id, new OperationPlan.Retry(DeadLetterQuery.PARKED), status, second);
    }

    private static Operation operation(String id, OperationPlan plan, OperationStatus status, int second) {
        return new Operation(
                id,
                plan,
                status,
                OperationPace.defaults(),
                NOON.plusSeconds(second),
                NOON.plusSeconds(second),
                OperationProgress.UNKNOWN,
                List.of(),
                null);
    }
}
