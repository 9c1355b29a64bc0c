package sh.fanout.workflows.search;

import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import sh.fanout.EventPattern;
import sh.fanout.filter.Filter;
import sh.fanout.log.EventPage;
import sh.fanout.log.EventQuery;
import sh.fanout.log.Events;
import sh.fanout.log.LoggedEvent;
import sh.fanout.log.Stats;
import sh.fanout.log.StatsQuery;
import sh.fanout.workflows.catalog.CatalogState;
import sh.fanout.workflows.catalog.TypeEntry;
import sh.fanout.workflows.filter.CompiledFilter;
import sh.fanout.workflows.log.EventLog;

/**
 * The events of a log, whose lists understand filters: those of subscriptions, judged by what judges for subscriptions, so
 * that whoever searches with a filter sees what a subscription with it would have received.
 */
public final class SearchedEvents implements Events {

    private final EventLog log;
    private final Supplier<CatalogState> catalog;
    private final LongSupplier nanoTime;

    /** @param catalog asked by a search in one event type, for the fields that a filter may name */
    public SearchedEvents(EventLog log, Supplier<CatalogState> catalog) {
        this(log, catalog, System::nanoTime);
    }

    SearchedEvents(EventLog log, Supplier<CatalogState> catalog, LongSupplier nanoTime) {
        this.log = log;
        this.catalog = catalog;
        this.nanoTime = nanoTime;
    }

    @Override
    public Optional<LoggedEvent> find(String eventId) {
        return log.find(eventId);
    }

    @Override
    public EventPage page(EventQuery query) {
        var filter = query.events().filter();
        return filter == null
                ? log.page(query)
                : new Search(log, query, compiled(filter, query.events().types()), new SearchBudget(nanoTime)).page();
    }

    @Override
    public Stats stats(StatsQuery query) {
        return log.stats(query);
    }

    private CompiledFilter compiled(Filter filter, @Nullable EventPattern types) {
        var compiled = CompiledFilter.parse(filter.json());
        if (types != null && !types.matchesMany()) {
            compiled.checkFields(schemas(types.text()));
        }
        return compiled;
    }

    private List<String> schemas(String type) {
        var known = catalog.get().types().get(type);
        return known == null
                ? List.of()
                : known.schemas().stream().map(TypeEntry.Schema::json).toList();
    }
}
