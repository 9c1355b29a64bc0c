package sh.fanout.workflows.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
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
     * @param catalog asked for the fields that a filter may name, by a search in one event type and by one that finds nothing
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
        return withDeliveries(filter == null ? listed(query, budget) : found(query, filter, budget));
    }

    private EventPage found(EventQuery query, Filter filter, SearchBudget budget) {
        var types = query.events().types();
        var compiled = compiled(filter, types);
        var page = new Search(log, query, compiled, budget).page();
        // Only then: it may have to read the schemas of all types.
        return page.events().isEmpty()
                ? doubt(compiled, types, catalog.get()).map(page::warning).orElse(page)
                : page;
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
            var known = catalog.get().types().get(types.text());
            compiled.checkFields(known == null ? List.of() : schemas(known).toList());
        }
        return compiled;
    }

    private static Optional<String> doubt(CompiledFilter filter, @Nullable EventPattern types, CatalogState known) {
        var schemas = known.types().values().stream()
                .filter(it -> types == null || types.matches(it.id()))
                .flatMap(SearchedEvents::schemas);
        return filter.doubt(types == null ? "no event type" : "no type of '%s'".formatted(types), schemas);
    }

    private static Stream<String> schemas(TypeEntry type) {
        return type.schemas().stream().map(TypeEntry.Schema::json);
    }
}
