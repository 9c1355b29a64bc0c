package sh.fanout.examples.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import sh.fanout.EventPattern;
import sh.fanout.filter.Filter;
import sh.fanout.log.EventQuery;
import sh.fanout.log.EventSelection;
import sh.fanout.log.EventStatus;
import sh.fanout.log.Events;
import sh.fanout.log.Position;
import sh.fanout.log.StatsQuery;
import sh.fanout.log.Steps;
import sh.fanout.workflows.catalog.CatalogState;
import sh.fanout.workflows.log.EventLog;
import sh.fanout.workflows.log.clickhouse.ClickHouseEventLog;
import sh.fanout.workflows.log.sqlite.SqliteEventLog;
import sh.fanout.workflows.search.SearchedEvents;

/** How fast a store takes a month of events in and a replay reads it, and how long a page of it takes. */
final class LogSpeed {

    static final int EVENTS = 1_000_000;

    private static final int BATCH = 5_000;
    private static final int SCANNED = 200_000;
    private static final int PART = 5_000;
    private static final int PAGES = 40;

    private LogSpeed() {}

    /** @param store a JDBC URL of ClickHouse, or a file for SQLite, which should be new */
    static void print(String store) {
        try (var log = store.startsWith("jdbc:")
                ? ClickHouseEventLog.open(store, new Properties())
                : SqliteEventLog.open(Path.of(store))) {
            System.out.println(log.describe());
            printIngest(log);
            printScan(log);
            var events = new SearchedEvents(log, () -> CatalogState.EMPTY, UnaryOperator.identity());
            pages().forEach((what, selection) -> printPages(what, events, selection));
            printCounts(events, Duration.ofDays(1));
            printCounts(events, Duration.ofDays(30));
            printStats(events, Duration.ofMinutes(15));
            printStats(events, Duration.ofDays(30));
        }
    }

    private static void printIngest(EventLog log) {
        var begin = Instant.now().minus(Duration.ofDays(30));
        var rows = 0;
        var nanos = 0L;
        for (var first = 0; first < EVENTS; first += BATCH) {
            var batch = IntStream.range(first, first + BATCH)
                    .mapToObj(n -> LoggedOrders.order(n, begin))
                    .toList();
            var began = System.nanoTime();
            log.append(batch);
            nanos += System.nanoTime() - began;
            rows += BATCH
                    + batch.stream().mapToInt(it -> it.deliveries().size()).sum();
        }
        System.out.printf("takes in %,d rows: %,.0f/s%n", rows, rows * 1e9 / nanos);
    }

    private static void printScan(EventLog log) {
        var began = System.nanoTime();
        @Nullable Position after = null;
        for (var read = 0; read < SCANNED; read += PART) {
            after = log.scan(EventSelection.ALL, after, PART).next();
        }
        System.out.printf("replays %,d events: %,.0f/s%n", SCANNED, SCANNED * 1e9 / (System.nanoTime() - began));
    }

    private static Map<String, EventSelection> pages() {
        var pages = new LinkedHashMap<String, EventSelection>();
        pages.put("all", EventSelection.ALL);
        pages.put("one type", selection("order.t7", null, null, null, null));
        pages.put("a pattern", selection("order.**", null, null, null, null));
        pages.put("a pattern for one event in 10,000", selection("rare.*", null, null, null, null));
        pages.put("failed", selection(null, EventStatus.FAILED, null, null, null));
        pages.put("failed, of one type", selection("order.t7", EventStatus.FAILED, null, null, null));
        pages.put("delivering: none", selection(null, EventStatus.DELIVERING, null, null, null));
        pages.put("one key", selection(null, null, "k-4711", null, null));
        pages.put("one tag in a thousand", selection(null, null, null, "t-7", null));
        pages.put("a tag that nothing has", selection(null, null, null, "t", null));
        pages.put("a tag that nothing of a type has", selection("order.t7", null, null, "t", null));
        pages.put("a key that nothing has", selection(null, null, "k", null, null));
        pages.put("a filter for a tag that nothing has", selection(null, null, null, "t", "{\"amount\": [-1]}"));
        pages.put("a filter for one in ten", selection(null, null, null, null, "{\"amount\": [{\"$lt\": 100}]}"));
        pages.put("a filter for none", selection(null, null, null, null, "{\"amount\": [-1]}"));
        pages.put("a filter for none of a type", selection("order.t7", null, null, null, "{\"amount\": [-1]}"));
        return pages;
    }

    private static EventSelection selection(
            @Nullable String types,
            @Nullable EventStatus status,
            @Nullable String key,
            @Nullable String tag,
            @Nullable String filter) {
        return new EventSelection(
                types == null ? null : new EventPattern(types),
                status,
                key,
                tag,
                null,
                filter == null ? null : Filter.json(filter),
                null,
                null);
    }

    /** Follows the cursor, and begins again at the end. */
    private static void printPages(String what, Events events, EventSelection selection) {
        var nanos = new ArrayList<Long>();
        @Nullable Position after = null;
        for (var page = 0; page < PAGES; page++) {
            var began = System.nanoTime();
            after = events.page(new EventQuery(selection, after, 50)).next();
            nanos.add(System.nanoTime() - began);
        }
        print("pages of " + what, nanos);
    }

    private static void printCounts(Events events, Duration range) {
        var nanos = new ArrayList<Long>();
        for (var call = 0; call < PAGES / 4; call++) {
            var began = System.nanoTime();
            events.counts(EventSelection.ALL, Steps.last(range, Instant.now()));
            nanos.add(System.nanoTime() - began);
        }
        print("events over " + range, nanos);
    }

    private static void printStats(Events events, Duration range) {
        var nanos = new ArrayList<Long>();
        for (var call = 0; call < PAGES / 4; call++) {
            var began = System.nanoTime();
            events.stats(StatsQuery.of(Steps.last(range, Instant.now())));
            nanos.add(System.nanoTime() - began);
        }
        print("stats of " + range, nanos);
    }

    private static void print(String what, List<Long> nanos) {
        var sorted = nanos.stream().sorted().toList();
        System.out.printf(
                "%-45s p50 %,7.1f ms, p95 %,7.1f ms%n",
                what, sorted.get(sorted.size() / 2) / 1e6, sorted.get(sorted.size() * 95 / 100) / 1e6);
    }
}
