package sh.fanout.workflows.operation;

import io.temporal.activity.Activity;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import sh.fanout.log.Position;
import sh.fanout.operation.OperationPlan;
import sh.fanout.workflows.catalog.CatalogState;
import sh.fanout.workflows.log.EventLog;
import sh.fanout.workflows.log.WorkItem;
import sh.fanout.workflows.selection.Selector;

/** Goes through the log part by part, and keeps in its heartbeat how far it has come. */
public final class PlanningActivity implements Planning {

    /** What a store numbers within seconds, and an operator still oversees. */
    private static final long MAX_ITEMS = 1_000_000;

    private final EventLog log;
    private final Supplier<CatalogState> catalog;
    private final Selector selector;
    private final Heartbeats heartbeats;

    public PlanningActivity(
            EventLog log, Supplier<CatalogState> catalog, Selector selector, Heartbeats heartbeats) {
        this.log = log;
        this.catalog = catalog;
        this.selector = selector;
        this.heartbeats = heartbeats;
    }

    @Override
    public Planned plan(String operation, OperationPlan plan, Instant asOf) {
        var activity = Activity.getExecutionContext();
        var written = new AtomicReference<>(
                activity.getHeartbeatDetails(Written.class).orElse(Written.NOTHING));
        try (var beating = heartbeats.of(activity, written::get)) {
            var source = source(plan, asOf);
            do {
                var part = source.after(written.get().next());
                log.operations().add(operation, part.items());
                written.set(written.get().and(part));
                activity.heartbeat(written.get());
                if (written.get().items() > MAX_ITEMS) {
                    log.operations().drop(operation);
                    return new Planned(0, "it has more than %d items: choose a smaller range".formatted(MAX_ITEMS));
                }
            } while (written.get().next() != null);
            return new Planned(log.operations().number(operation), null);
        }
    }

    private Part.Source source(OperationPlan plan, Instant asOf) {
        if (plan instanceof OperationPlan.Replay replay) {
            return new RecordedEvents(log, replay, asOf, catalog, selector);
        }
        var letters =
                plan instanceof OperationPlan.Retry retry ? retry.letters() : ((OperationPlan.Discard) plan).letters();
        return new ParkedLetters(log, letters, asOf);
    }

    @Override
    public List<WorkItem> items(String operation, long after, int limit) {
        return log.operations().items(operation, after, limit);
    }

    @Override
    public void drop(String operation) {
        try (var beating = heartbeats.of(Activity.getExecutionContext(), () -> null)) {
            log.operations().drop(operation);
        }
    }

    /**
     * How much is written down.
     *
     * @param next where the next part begins; {@code null} at both ends
     */
    private record Written(long items, @Nullable Position next) {

        static final Written NOTHING = new Written(0, null);

        Written and(Part part) {
            return new Written(items + part.items().size(), part.next());
        }
    }
}
