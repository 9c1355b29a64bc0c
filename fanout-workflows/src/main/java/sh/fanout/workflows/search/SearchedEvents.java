package sh.fanout.workflows.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import sh.fanout.EventPattern;
import sh.fanout.filter.Filter;
import sh.fanout.log.EventCounts;
import sh.fanout.log.EventPage;
import sh.fanout.log.EventQuery;
import sh.fanout.log.EventSelection;
import sh.fanout.log.EventSummary;
import sh.fanout.log.Events;
import sh.fanout.log.LoggedEvent;
import sh.fanout.log.Stats;
import sh.fanout.log.StatsQuery;
import sh.fanout.log.Steps;
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
    private final UnaryOperator<LoggedEvent> present;
    private final LongSupplier nanoTime;

    /**
     * @param catalog asked by a search in one event type, for the fields that a filter may name
     * @param present adds to one event what the log does not have yet
     */
    public SearchedEvents(EventLog log, Supplier<CatalogState> catalog, UnaryOperator<LoggedEvent> present) {
        this(log, catalog, present, System::nanoTime);
    }

    SearchedEvents(
            EventLog log, Supplier<CatalogState> catalog, UnaryOperator<LoggedEvent> present, LongSupplier nanoTime) {
        this.log = log;
        this.catalog = catalog;
        this.present = present;
        this.nanoTime = nanoTime;
    }

    @Override
    public Optional<LoggedEvent> find(String eventId) {
        return log.find(eventId).map(present);
    }

    @Override
    public EventPage page(EventQuery query) {
        var filter = query.events().filter();
        var budget = new SearchBudget(nanoTime);
        return withDeliveries(
                filter == null
                        ? listed(query, budget)
                        : new Search(log, query, compiled(filter, query.events().types()), budget).page());
    }

    /** Goes on where the store has looked through as much as it does at once, and found too little. */
    private EventPage listed(EventQuery query, SearchBudget budget) {
        var page = log.page(query);
        var found = new ArrayList<>(page.events());
        while (page.next() != null && found.size() < query.limit() && budget.isLeft()) {
            page = log.page(new EventQuery(query.events(), page.next(), query.limit() - found.size()));
            found.addAll(page.events());
        }
        return page.with(found);
    }

    private EventPage withDeliveries(EventPage page) {
        var known = log.deliveries(page.events().stream().map(EventSummary::id).toList());
        return page.with(page.events().stream()
                .map(it -> it.withDeliveries(known.getOrDefault(it.id(), List.of())))
                .toList());
    }

    @Override
    public Stats stats(StatsQuery query) {
        return log.stats(query);
    }

    @Override
    public EventCounts counts(EventSelection events, Steps steps) {
        return log.counts(events, steps);
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
