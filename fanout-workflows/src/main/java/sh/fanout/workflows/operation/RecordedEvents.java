package sh.fanout.workflows.operation;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import sh.fanout.log.EventSelection;
import sh.fanout.log.LoggedEvent;
import sh.fanout.log.Position;
import sh.fanout.operation.OperationPlan;
import sh.fanout.workflows.catalog.CatalogState;
import sh.fanout.workflows.filter.CompiledFilter;
import sh.fanout.workflows.filter.FilterSubject;
import sh.fanout.workflows.log.EventLog;
import sh.fanout.workflows.log.PlannedItem;
import sh.fanout.workflows.schema.PayloadReader;
import sh.fanout.workflows.selection.Selector;

/** The events that a replay wants and that were accepted by some time, with who is to have them, as items. */
final class RecordedEvents implements Part.Source {

    private static final int SIZE = 1_000;

    private final EventLog log;
    private final OperationPlan.Replay plan;
    private final EventSelection wanted;
    private final @Nullable CompiledFilter filter;
    private final Supplier<CatalogState> catalog;
    private final Selector selector;

    RecordedEvents(
            EventLog log, OperationPlan.Replay plan, Instant asOf, Supplier<CatalogState> catalog, Selector selector) {
        this.log = log;
        this.plan = plan;
        this.wanted = plan.events().before(asOf);
        this.filter = wanted.filter() == null
                ? null
                : CompiledFilter.parse(wanted.filter().json());
        this.catalog = catalog;
        this.selector = selector;
    }

    @Override
    public Part after(@Nullable Position after) {
        var known = catalog.get();
        var events = log.scan(wanted, after, SIZE);
        var items = events.stream()
                .filter(this::passes)
                .flatMap(event -> items(event, known).stream())
                .toList();
        return new Part(items, events.size() < SIZE ? null : position(events.get(events.size() - 1)));
    }

    private boolean passes(LoggedEvent event) {
        if (filter == null) {
            return true;
        }
        var envelope = event.envelope();
        var payload = PayloadReader.read(envelope.type(), envelope.payload());
        return filter.matches(new FilterSubject(payload, envelope.tags(), envelope.metadata()));
    }

    private List<PlannedItem> items(LoggedEvent event, CatalogState known) {
        var envelope = event.envelope();
        var type = known.types().get(envelope.type());
        var stream = type == null ? null : type.terms().stream();
        return new Wishes(plan, event, selector.select(envelope, known), stream).items();
    }

    private static Position position(LoggedEvent event) {
        return new Position(event.accepted(), event.envelope().id());
    }
}
