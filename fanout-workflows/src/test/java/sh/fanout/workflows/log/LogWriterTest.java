package sh.fanout.workflows.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;
import static sh.fanout.workflows.log.LoggedEvents.accepted;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sh.fanout.deadletter.DeadLetterCount;
import sh.fanout.deadletter.DeadLetterGroup;
import sh.fanout.deadletter.DeadLetterPage;
import sh.fanout.deadletter.DeadLetterQuery;
import sh.fanout.lane.BlockedKey;
import sh.fanout.log.DeliveryCount;
import sh.fanout.log.EventCounts;
import sh.fanout.log.EventPage;
import sh.fanout.log.EventQuery;
import sh.fanout.log.EventSelection;
import sh.fanout.log.LoggedEvent;
import sh.fanout.log.Position;
import sh.fanout.log.Stats;
import sh.fanout.log.StatsQuery;
import sh.fanout.log.Steps;

class LogWriterTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final StagedLog log = new StagedLog();
    private final LogWriter writer = new LogWriter(log);

    @AfterEach
    void end() {
        log.letThrough(Integer.MAX_VALUE / 2);
        writer.close();
    }

    @Test
    void returnsOnceTheEventIsStored() {
        var writing = write("e-1");
        await().until(() -> log.entered.get() == 1);
        assertThat(writing).isNotDone();

        log.letThrough(1);

        assertThat(writing).succeedsWithin(PATIENCE);
        assertThat(log.batches).containsExactly(List.of("e-1"));
    }

    @Test
    void gathersWhatArrivesWhileTheStoreIsBusy() {
        var all = new ArrayList<>(List.of(write("e-0")));
        await().until(() -> log.entered.get() == 1);
        IntStream.rangeClosed(1, 50).forEach(n -> writer.offer(accepted("o-" + n)));
        IntStream.rangeClosed(1, 50).forEach(n -> all.add(write("e-" + n)));
        await().until(() -> writer.waiting() == 100);

        log.letThrough(2);

        assertThat(all).allSatisfy(write -> assertThat(write).succeedsWithin(PATIENCE));
        assertThat(log.batches).hasSize(2);
        assertThat(log.batches.get(1)).hasSize(100);
    }

    @Test
    void saysThatAnEventCouldNotBeStored() {
        log.refuse(event -> true);
        log.available = false;
        log.letThrough(1);

        assertThatExceptionOfType(EventLogUnreachableException.class)
                .isThrownBy(() -> writer.write(accepted("e-1")))
                .withMessageContaining("could not store event e-1: refused");
    }

    @Test
    void failsWhatWaitsBehindABatchThatFoundTheStoreAway() {
        log.refuse(event -> true);
        log.available = false;
        var first = write("e-0");
        await().until(() -> log.entered.get() == 1);
        var second = List.of(write("e-1"), write("e-2"));
        await().until(() -> writer.waiting() == 2);
        log.letThrough(1);
        assertFails(first);
        await().until(() -> log.entered.get() == 2);
        var third = IntStream.range(3, 9).mapToObj(n -> write("e-" + n)).toList();
        await().until(() -> writer.waiting() == 6);

        log.letThrough(1);

        assertThat(second).allSatisfy(write -> assertFails(write));
        assertThat(third).allSatisfy(write -> assertFails(write));
    }

    @Test
    void storesTheNeighboursOfAnEventThatTheStoreRefuses() {
        log.refuse(event -> event.envelope().id().equals("e-7"));
        var first = write("first");
        await().until(() -> log.entered.get() == 1);
        var writes = IntStream.range(0, 20).mapToObj(n -> write("e-" + n)).toList();
        await().until(() -> writer.waiting() == 20);

        log.letThrough(100);

        assertThat(first).succeedsWithin(PATIENCE);
        for (var n = 0; n < 20; n++) {
            if (n == 7) {
                assertFails(writes.get(n));
            } else {
                assertThat(writes.get(n)).succeedsWithin(PATIENCE);
            }
        }
    }

    @Test
    void storesTheNeighboursInALargeBatchOfOneThatIsRefused() {
        log.refuse(event -> event.envelope().id().equals("e-0"));
        var first = write("first");
        await().until(() -> log.entered.get() == 1);
        IntStream.range(0, 4_998).forEach(n -> writer.offer(accepted("e-" + n)));
        var last = write("last");
        await().until(() -> writer.waiting() == 4_999);

        log.letThrough(100);

        assertThat(first).succeedsWithin(PATIENCE);
        assertThat(last).succeedsWithin(PATIENCE);
        assertThat(log.batches.stream().mapToInt(List::size).sum()).isEqualTo(4_999);
    }

    @Test
    void doesNotTryEachOfABatchWhereTheStoreAnswersAndRefusesAll() {
        log.refuse(event -> !event.envelope().id().equals("first"));
        var first = write("first");
        await().until(() -> log.entered.get() == 1);
        IntStream.range(0, 4_999).forEach(n -> writer.offer(accepted("e-" + n)));
        var last = write("last");
        await().until(() -> writer.waiting() == 5_000);
        var behind = write("behind");
        await().until(() -> writer.waiting() == 5_001);

        log.letThrough(Integer.MAX_VALUE / 2);

        assertThat(first).succeedsWithin(PATIENCE);
        assertFails(last);
        assertFails(behind);
        assertThat(log.entered.get()).isLessThan(40);
    }

    @Test
    void storesTheNeighboursOfManySideBySideThatAreRefused() {
        log.refuse(event -> event.envelope().id().startsWith("bad"));
        var first = write("first");
        await().until(() -> log.entered.get() == 1);
        IntStream.range(0, 2_000).forEach(n -> writer.offer(accepted("e-" + n)));
        var bad = IntStream.range(0, 40).mapToObj(n -> write("bad-" + n)).toList();
        IntStream.range(2_000, 4_000).forEach(n -> writer.offer(accepted("e-" + n)));
        var last = write("last");
        await().until(() -> writer.waiting() == 4_041);

        log.letThrough(Integer.MAX_VALUE / 2);

        assertThat(first).succeedsWithin(PATIENCE);
        assertThat(last).succeedsWithin(PATIENCE);
        assertThat(bad).allSatisfy(write -> assertFails(write));
        assertThat(log.batches.stream().mapToInt(List::size).sum()).isEqualTo(4_002);
    }

    @Test
    void takesNoMoreOffersThanItCanHold() {
        var large = LoggedEvents.large("large", 5 << 20);
        var taken = IntStream.range(0, 20).filter(n -> writer.offer(large)).count();

        assertThat(taken).isBetween(6L, 9L);
        assertThat(IntStream.range(0, 20_000)
                        .filter(n -> writer.offer(accepted("e-" + n)))
                        .count())
                .isLessThan(10_000);
    }

    @Test
    void storesWhatIsWaitedForBeforeItCloses() {
        var first = write("e-0");
        await().until(() -> log.entered.get() == 1);
        writer.offer(accepted("offered"));
        var second = write("e-1");
        await().until(() -> writer.waiting() == 2);
        var closing = CompletableFuture.runAsync(writer::close);
        await().until(() -> writer.waiting() == 1);

        log.letThrough(2);

        assertThat(closing).succeedsWithin(PATIENCE);
        assertThat(List.of(first, second)).allSatisfy(write -> assertThat(write).succeedsWithin(PATIENCE));
        assertThat(log.batches).containsExactly(List.of("e-0"), List.of("e-1"));
    }

    @Test
    void takesNothingOnceClosed() {
        writer.close();

        assertThat(writer.offer(accepted("e-1"))).isFalse();
        assertThat(catchThrowable(() -> writer.write(accepted("e-1"))))
                .isInstanceOf(EventLogUnreachableException.class)
                .hasMessageContaining("shuts down");
        assertThatCode(writer::close).doesNotThrowAnyException();
    }

    private static void assertFails(CompletableFuture<Void> write) {
        // A future that is never completed "fails within" any time as well.
        assertThat(write).failsWithin(PATIENCE).withThrowableOfType(ExecutionException.class);
    }

    private CompletableFuture<Void> write(String id) {
        return CompletableFuture.runAsync(() -> writer.write(accepted(id)), task -> new Thread(task).start());
    }

    /** Keeps each batch at the door until it is let through. */
    private static final class StagedLog implements EventLog {

        private final List<List<String>> batches = new CopyOnWriteArrayList<>();
        private final AtomicInteger entered = new AtomicInteger();
        private final Semaphore door = new Semaphore(0);
        private volatile Predicate<LoggedEvent> refused = event -> false;
        private volatile boolean available = true;

        void letThrough(int batchCount) {
            door.release(batchCount);
        }

        void refuse(Predicate<LoggedEvent> refused) {
            this.refused = refused;
        }

        @Override
        public void append(List<LoggedEvent> events, List<DeadLetterEntry> letters) {
            entered.incrementAndGet();
            door.acquireUninterruptibly();
            if (events.stream().anyMatch(refused)) {
                throw new IllegalStateException("refused");
            }
            batches.add(events.stream().map(event -> event.envelope().id()).toList());
        }

        @Override
        public DeadLetterPage deadLetters(DeadLetterQuery query) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<DeadLetterGroup> deadLetterGroups(DeadLetterQuery query, @Nullable Steps steps, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public DeadLetterCount countDeadLetters(DeadLetterQuery query) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<DeadLetterEntry> deadLetterEntry(String eventId, String subscription) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<BlockedKey> blocked(int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ErasureLog erasures() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Forgotten forget(Instant before) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Duration linger() {
            return Duration.ofMillis(1);
        }

        @Override
        public boolean available() {
            return available;
        }

        @Override
        public String describe() {
            return "a log for tests";
        }

        @Override
        public void claim(BusName bus) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String identity() {
            return "test";
        }

        @Override
        public Optional<LoggedEvent> find(String eventId) {
            return Optional.empty();
        }

        @Override
        public EventPage page(EventQuery query) {
            return EventPage.of(List.of(), null);
        }

        @Override
        public EventPart scan(EventSelection events, @Nullable Position after, int limit) {
            return new EventPart(List.of(), null);
        }

        @Override
        public Stats stats(StatsQuery query) {
            return new Stats(query.steps().from(), query.steps().length(), List.of());
        }

        @Override
        public EventCounts counts(EventSelection events, Steps steps) {
            return new EventCounts(steps, List.of());
        }

        @Override
        public Map<String, List<DeliveryCount>> deliveries(Collection<String> eventIds) {
            return Map.of();
        }

        @Override
        public EventPart newest(EventSelection events, @Nullable Position before, int limit) {
            return new EventPart(List.of(), null);
        }

        @Override
        public int count(EventSelection events, @Nullable Position before, int limit) {
            return 0;
        }

        @Override
        public List<LoggedEvent> find(Collection<Position> events) {
            return List.of();
        }

        @Override
        public OperationLog operations() {
            throw new UnsupportedOperationException("no test of the writer has operations");
        }

        @Override
        public boolean shared() {
            return true;
        }

        @Override
        public void close() {}
    }
}
