package sh.fanout.examples.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import sh.fanout.EventEnvelope;
import sh.fanout.OnFailure;
import sh.fanout.subscription.SubscriptionLimits;
import sh.fanout.workflows.catalog.CatalogState;
import sh.fanout.workflows.catalog.Declaration;
import sh.fanout.workflows.catalog.Declaration.LogHome;
import sh.fanout.workflows.catalog.Declaration.Subscriber;
import sh.fanout.workflows.catalog.SubscriptionEntry;
import sh.fanout.workflows.filter.CompiledFilter;
import sh.fanout.workflows.filter.FilterSubject;
import sh.fanout.workflows.schema.PayloadReader;
import sh.fanout.workflows.selection.Selector;
import sh.fanout.workflows.temporal.TaskQueues;

/** A catalog with many subscriptions to one type, more than it would let anybody declare. */
final class Subscribed {

    private static final String TYPE = "order.created";

    private final Selector selector = new Selector(new TaskQueues("bench"), Duration.ofSeconds(30));
    private final CatalogState catalog;
    private final List<CompiledFilter> filters;
    private final FilterSubject parsed =
            new FilterSubject(PayloadReader.read(TYPE, Orders.json()), List.of(), Map.of());

    Subscribed(int subscriptions) {
        var type = new Declaration.Type(TYPE, "1", "", "{}", "hash", "order.created", null, true, "here");
        var log = new LogHome("log", "a log", true, false);
        var declared = CatalogState.EMPTY.declare(new Declaration("shop", "1", List.of(type), List.of(), log));
        var entries = new TreeMap<String, SubscriptionEntry>();
        IntStream.range(0, subscriptions)
                .mapToObj(Subscribed::subscriber)
                .forEach(it -> entries.put(it.id(), new SubscriptionEntry(it, "shop", 1, false)));
        catalog = new CatalogState(1, declared.types(), entries, declared.services(), log);
        filters = IntStream.range(0, subscriptions)
                .mapToObj(Wishes::fanout)
                .map(CompiledFilter::parse)
                .toList();
    }

    private static Subscriber subscriber(int n) {
        return new Subscriber(
                "s-%05d".formatted(n),
                TYPE,
                Wishes.fanout(n),
                null,
                SubscriptionLimits.defaults(),
                OnFailure.DEAD_LETTER,
                Duration.ofMinutes(1),
                "here");
    }

    /** The whole selection: parse, check by the schema, ask every filter, say why not. */
    int select(String payload) {
        var event = EventEnvelope.of("e-1", TYPE, payload, Instant.EPOCH);
        return selector.select(event, catalog).recipients().size();
    }

    /** Only the filters. */
    int selectParsed() {
        var wanted = 0;
        for (var filter : filters) {
            if (filter.matches(parsed)) {
                wanted++;
            }
        }
        return wanted;
    }
}
