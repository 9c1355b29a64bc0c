package sh.fanout.workflows.erasure;

import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowOptions;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.erasure.Erasable;
import sh.fanout.erasure.Erasure;
import sh.fanout.erasure.Erasures;
import sh.fanout.workflows.log.ErasedEvents;
import sh.fanout.workflows.log.EventLog;
import sh.fanout.workflows.schema.Excerpt;
import sh.fanout.workflows.temporal.Bus;
import sh.fanout.workflows.temporal.OnceIds;
import sh.fanout.workflows.temporal.OperatorsWords;
import sh.fanout.workflows.temporal.Priorities;
import sh.fanout.workflows.temporal.Summary;
import sh.fanout.workflows.temporal.WorkflowIds;
import sh.fanout.workflows.temporal.WorkflowUpdates;

/** Starts erasures, and finds them in the log. */
public final class LoggedErasures implements Erasures {

    private final EventLog log;
    private final Search search;
    private final Bus bus;
    private final WorkflowUpdates updates;
    private final Clock clock;

    LoggedErasures(EventLog log, Search search, Bus bus, WorkflowUpdates updates, Clock clock) {
        this.log = log;
        this.search = search;
        this.bus = bus;
        this.updates = updates;
        this.clock = clock;
    }

    @Override
    public long count(Erasable what) {
        requireNameable(what);
        return search.count(what, clock.instant());
    }

    @Override
    public String erase(Erasable what, @Nullable String idempotencyKey, String who, String why) {
        OperatorsWords.require(who, why);
        requireNameable(what);
        var id = OnceIds.of(idempotencyKey);
        var first = idempotencyKey == null
                ? Optional.<Erasure>empty()
                : log.erasures().find(id);
        return first.map(it -> requireSame(it, what)).orElseGet(() -> erase(id, what, who, why));
    }

    private static String requireSame(Erasure first, Erasable what) {
        return OnceIds.require(first.digest().equals(digest(first.id(), what)), "erasure " + first.id(), first.id());
    }

    private String erase(String id, Erasable what, String who, String why) {
        var erasure = new Erasure(id, digest(id, what), clock.instant(), null, who, why, 0, 0, List.of());
        var options = WorkflowOptions.newBuilder()
                .setWorkflowId(bus.ids().erasure(id))
                .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                .setTaskQueue(bus.queues().engine())
                .setPriority(Priorities.BEFORE_LIVE_EVENTS)
                .setStaticSummary(Summary.of("erasure, by %s: %s".formatted(who, why)))
                .build();
        var isFirst = updates.start(ErasureRun.TYPE, options, new ErasureOrder(erasure, what), Removed.NOTHING);
        return isFirst
                ? id
                : requireSame(
                        updates.started(bus.ids().erasure(id), ErasureOrder.class)
                                .erasure(),
                        what);
    }

    /** What no workflow can be named after was never published; a server would be asked for it again and again. */
    private void requireNameable(Erasable what) {
        if (what instanceof Erasable.OfEvent event) {
            requireFits("id", event.eventId(), bus.ids().event(event.eventType(), event.eventId(), null));
        } else if (what instanceof Erasable.OfKey key) {
            requireFits("ordering key", key.orderingKey(), bus.ids().lane(key.stream(), key.orderingKey()));
        }
    }

    private static void requireFits(String kind, String name, String workflow) {
        if (name.isBlank() || !WorkflowIds.fits(workflow)) {
            throw new FanoutException(
                    ErrorCode.INVALID_REQUEST,
                    "No event has the %s '%s'.".formatted(kind, Excerpt.of(name)),
                    "Look the event up, and copy what it says.");
        }
    }

    private static String digest(String id, Erasable what) {
        var words = what instanceof Erasable.OfEvent event
                ? List.of(id, event.eventType(), event.eventId())
                : List.of(id, ((Erasable.OfKey) what).stream(), ((Erasable.OfKey) what).orderingKey());
        return ErasedEvents.digest(String.join("\n", words));
    }

    @Override
    public Optional<Erasure> find(String id) {
        return log.erasures().find(id);
    }

    @Override
    public List<Erasure> newest(int limit) {
        return log.erasures().newest(limit);
    }
}
