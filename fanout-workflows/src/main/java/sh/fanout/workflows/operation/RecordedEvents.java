package sh.fanout.workflows.operation;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import sh.fanout.log.EventSelection;
import sh.fanout.log.EventStatus;
import sh.fanout.log.LoggedEvent;
import sh.fanout.log.Position;
import sh.fanout.operation.OperationPlan;
import sh.fanout.workflows.catalog.CatalogState;
import sh.fanout.workflows.filter.CompiledFilter;
import sh.fanout.workflows.log.EndedRuns;
import sh.fanout.workflows.log.EventLog;
import sh.fanout.workflows.log.PlannedItem;
import sh.fanout.workflows.selection.Selector;

/** The events that a replay wants and that were accepted by some time, with who is to have them, as items. */
final class RecordedEvents implements Part.Source {

    private static final int FIRST_PART = 200;
    private static final int PART = 5_000;

    private final EventLog log;
    private final EndedRuns endedRuns;
    private final OperationPlan.Replay plan;
    private final EventSelection wanted;
    private final @Nullable CompiledFilter filter;
    private final Supplier<CatalogState> catalog;
    private final Selector selector;
    private int limit = FIRST_PART;

    RecordedEvents(
            EventLog log,
            EndedRuns endedRuns,
            OperationPlan.Replay plan,
            Instant asOf,
            Supplier<CatalogState> catalog,
            Selector selector) {
        this.log = log;
        this.endedRuns = endedRuns;
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
        if (after == null && wanted.status() == EventStatus.FAILED) {
            endedRuns.writeDownEnds(wanted);
        }
        var known = catalog.get();
        var part = log.scan(wanted, after, limit);
        limit = part.nextLimit(PART);
        var items = part.events().stream()
                .filter(event -> filter == null || filter.matches(event.envelope()))
                .map(endedRuns::reconciled)
                .flatMap(event -> items(event, known).stream())
                .toList();
        return new Part(items, part.next());
    }

    private List<PlannedItem> items(LoggedEvent event, CatalogState known) {
        var envelope = event.envelope();
        var stream = known.stream(envelope.type(), envelope.stream());
        return new Wishes(plan, event, selector.select(envelope, known), stream).items();
    }
}
