package sh.fanout.workflows.erasure;

import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowOptions;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.erasure.Erasable;
import sh.fanout.erasure.Erasure;
import sh.fanout.erasure.Erasures;
import sh.fanout.workflows.log.ErasedEvents;
import sh.fanout.workflows.log.EventLog;
import sh.fanout.workflows.temporal.Bus;
import sh.fanout.workflows.temporal.Excerpt;
import sh.fanout.workflows.temporal.OnceIds;
import sh.fanout.workflows.temporal.OperatorsWords;
import sh.fanout.workflows.temporal.Priorities;
import sh.fanout.workflows.temporal.Summary;
import sh.fanout.workflows.temporal.WorkflowIds;
import sh.fanout.workflows.temporal.WorkflowUpdates;

/** Starts erasures, and finds them in the log. */
final class LoggedErasures implements Erasures {

    private static final Logger logger = LoggerFactory.getLogger(LoggedErasures.class);

    private final EventLog log;
    private final ErasableEvents search;
    private final Bus bus;
    private final WorkflowUpdates updates;
    private final Clock clock;

    LoggedErasures(EventLog log, ErasableEvents search, Bus bus, WorkflowUpdates updates, Clock clock) {
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
        first.ifPresent(it -> requireSame(it, what));
        if (first.filter(LoggedErasures::isDone).isEmpty()) {
            start(first.map(it -> new ErasureOrder(it, what, true))
                    .orElseGet(() -> new ErasureOrder(asked(id, what, who, why), what, false)));
        }
        return id;
    }

    private static void requireSame(Erasure first, Erasable what) {
        OnceIds.require(first.digest().equals(digest(first.id(), what)), "erasure " + first.id(), first.id());
    }

    private Erasure asked(String id, Erasable what, String who, String why) {
        return new Erasure(id, digest(id, what), clock.instant(), null, who, why, 0, 0, List.of(), null);
    }

    /** Starts it unless it runs; one whose run was ended from outside, or is gone, is not done yet. */
    private void start(ErasureOrder order) {
        var erasure = order.erasure();
        var workflowId = bus.ids().erasure(erasure.id());
        var options = WorkflowOptions.newBuilder()
                .setWorkflowId(workflowId)
                .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE_FAILED_ONLY)
                .setTaskQueue(bus.queues().engine())
                .setPriority(Priorities.BEFORE_LIVE_EVENTS)
                .setStaticSummary(Summary.of("erasure, by %s: %s".formatted(erasure.who(), erasure.why())))
                .build();
        var started = updates.start(ErasureRun.TYPE, options, order, Removed.NOTHING);
        if (!started && !order.again()) {
            requireSame(updates.started(workflowId, ErasureOrder.class).erasure(), order.what());
        }
    }

    private static boolean isDone(Erasure erasure) {
        return erasure.ended() != null;
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
                    "No event has the %s '%s'.".formatted(kind, Excerpt.quoted(name)),
                    "Look the event up, and copy what it says.");
        }
    }

    private static String digest(String id, Erasable what) {
        var words = what.either(
                event -> List.of(id, "event", event.eventType(), event.eventId()),
                key -> List.of(id, "key", key.stream(), key.orderingKey()));
        return ErasedEvents.digest(String.join("\n", words));
    }

    @Override
    public Optional<Erasure> find(String id) {
        var logged = log.erasures().find(id);
        return updates.patiently(() -> logged.map(this::asItIs));
    }

    @Override
    public List<Erasure> newest(int limit) {
        var logged = log.erasures().newest(limit);
        return updates.patiently(() -> logged.stream().map(this::asItIs).toList());
    }

    /** Nothing is written down: in the log it stays what can be asked for again. */
    private Erasure asItIs(Erasure logged) {
        if (isDone(logged)) {
            return logged;
        }
        try {
            return bus.history()
                    .endFromOutside(bus.ids().erasure(logged.id()), logged.requested())
                    .map(end -> doneOr(logged.brokenOff(end.why())))
                    .orElse(logged);
        } catch (StatusRuntimeException | FanoutException away) {
            logger.debug("It cannot be told whether erasure {} goes on", logged.id(), away);
            return logged;
        }
    }

    /** A run that is done removes itself, after it has said so. */
    private Erasure doneOr(Erasure brokenOff) {
        return log.erasures()
                .find(brokenOff.id())
                .filter(LoggedErasures::isDone)
                .orElse(brokenOff);
    }
}
