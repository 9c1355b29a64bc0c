package sh.fanout.workflows.operation;

import static java.util.Objects.requireNonNull;

import io.temporal.activity.Activity;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import sh.fanout.log.Position;
import sh.fanout.operation.OperationPlan;
import sh.fanout.workflows.catalog.CatalogState;
import sh.fanout.workflows.log.EndedRuns;
import sh.fanout.workflows.log.EventLog;
import sh.fanout.workflows.log.WorkItem;
import sh.fanout.workflows.selection.Selector;
import sh.fanout.workflows.temporal.Heartbeats;

/** Goes through the log part by part, and keeps in its heartbeat how far it has come. */
final class PlanningActivity implements Planning {

    /** What a store numbers within seconds, and an operator still oversees. */
    private static final long MAX_ITEMS = 1_000_000;

    private final EventLog log;
    private final EndedRuns endedRuns;
    private final Supplier<CatalogState> catalog;
    private final Selector selector;
    private final Heartbeats heartbeats;

    PlanningActivity(
            EventLog log,
            EndedRuns endedRuns,
            Supplier<CatalogState> catalog,
            Selector selector,
            Heartbeats heartbeats) {
        this.log = log;
        this.endedRuns = endedRuns;
        this.catalog = catalog;
        this.selector = selector;
        this.heartbeats = heartbeats;
    }

    @Override
    public Planned plan(String operation, OperationPlan plan, Instant asOf) {
        var written = new AtomicReference<>(Activity.getExecutionContext()
                .getHeartbeatDetails(Written.class)
                .orElse(Written.NOTHING));
        return heartbeats.during(written::get, () -> write(operation, source(plan, asOf), written));
    }

    private Planned write(String operation, Part.Source source, AtomicReference<Written> written) {
        for (var now = requireNonNull(written.get()); !now.complete(); now = requireNonNull(written.get())) {
            var part = source.after(now.next());
            log.operations().add(operation, part.items());
            written.set(now.and(part));
            Activity.getExecutionContext().heartbeat(written.get());
            if (now.items() + part.items().size() > MAX_ITEMS) {
                log.operations().drop(operation);
                return new Planned(0, "it has more than %d items: choose a smaller range".formatted(MAX_ITEMS));
            }
        }
        return new Planned(log.operations().number(operation), null);
    }

    private Part.Source source(OperationPlan plan, Instant asOf) {
        return plan.either(
                replay -> new RecordedEvents(log, endedRuns, replay, asOf, catalog, selector),
                some -> new ParkedLetters(log, some.letters(), asOf));
    }

    @Override
    public List<WorkItem> items(String operation, long after, int limit) {
        var items = log.operations().items(operation, after, limit);
        if (items.size() < limit) {
            // A replica that has not heard of all: what is passed over now would never be done.
            throw new IllegalStateException("the store has %d of the %d items of %s after number %d"
                    .formatted(items.size(), limit, operation, after));
        }
        return items;
    }

    @Override
    public void drop(String operation) {
        heartbeats.during(() -> {
            log.operations().drop(operation);
            return operation;
        });
    }

    /**
     * How much is written down.
     *
     * @param next where the next part begins; {@code null} at both ends
     * @param complete whether there is no next part
     */
    private record Written(long items, @Nullable Position next, boolean complete) {

        static final Written NOTHING = new Written(0, null, false);

        Written and(Part part) {
            return new Written(items + part.items().size(), part.next(), part.next() == null);
        }
    }
}
