package sh.fanout.workflows.operation;

import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowOptions;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.log.PageLimit;
import sh.fanout.log.Position;
import sh.fanout.operation.Operation;
import sh.fanout.operation.OperationAction.Kind;
import sh.fanout.operation.OperationItem;
import sh.fanout.operation.OperationItemQuery;
import sh.fanout.operation.OperationPace;
import sh.fanout.operation.OperationPage;
import sh.fanout.operation.OperationPlan;
import sh.fanout.operation.OperationProgress;
import sh.fanout.operation.OperationQuery;
import sh.fanout.operation.OperationStatus;
import sh.fanout.operation.Operations;
import sh.fanout.workflows.log.EndedRuns;
import sh.fanout.workflows.log.EventLog;
import sh.fanout.workflows.temporal.Bus;
import sh.fanout.workflows.temporal.OnceIds;
import sh.fanout.workflows.temporal.OperatorsWords;
import sh.fanout.workflows.temporal.Priorities;
import sh.fanout.workflows.temporal.Summary;
import sh.fanout.workflows.temporal.WorkflowUpdates;

/** Finds operations in the log, and brings what operators want to the runs that work them off. */
public final class LoggedOperations implements Operations {

    private static final Logger logger = LoggerFactory.getLogger(LoggedOperations.class);

    private final EventLog log;
    private final EndedRuns endedRuns;
    private final Bus bus;
    private final WorkflowUpdates updates;
    private final PlanCheck check;
    private final Clock clock;

    public LoggedOperations(
            EventLog log, EndedRuns endedRuns, Bus bus, WorkflowUpdates updates, PlanCheck check, Clock clock) {
        this.log = log;
        this.endedRuns = endedRuns;
        this.bus = bus;
        this.updates = updates;
        this.check = check;
        this.clock = clock;
    }

    @Override
    public String draft(
            OperationPlan plan, OperationPace pace, @Nullable String idempotencyKey, String who, String why) {
        OperatorsWords.require(who, why);
        var id = plan.kind().name().toLowerCase(Locale.ROOT) + "-" + OnceIds.of(idempotencyKey);
        var first = idempotencyKey == null
                ? Optional.<Operation>empty()
                : log.operations().find(id);
        return first.map(it -> requireSame(it, plan, pace)).orElseGet(() -> draft(id, plan, pace, who, why));
    }

    private static String requireSame(Operation first, OperationPlan plan, OperationPace pace) {
        var asked = first.actions().get(0);
        var isSame = first.plan().equals(plan) && pace.equals(new OperationPace(asked.rate(), asked.pauseAfter()));
        return OnceIds.require(isSame, "operation " + first.id(), first.id());
    }

    private String draft(String id, OperationPlan plan, OperationPace pace, String who, String why) {
        check.require(plan);
        var state = OperationState.drafted(id, plan, pace, who, why, clock.instant());
        var options = WorkflowOptions.newBuilder()
                .setWorkflowId(bus.ids().operation(id))
                .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                .setTaskQueue(bus.queues().engine())
                .setPriority(Priorities.BEFORE_LIVE_EVENTS)
                .setStaticSummary(
                        Summary.of("%s, by %s: %s".formatted(plan.kind().name().toLowerCase(Locale.ROOT), who, why)))
                .build();
        if (!updates.start(OperationRun.TYPE, options, state)) {
            var first = updates.started(bus.ids().operation(id), OperationState.class);
            return requireSame(first.operation(), plan, pace);
        }
        // The run writes it as well; whoever looks it up next finds it.
        show(state.operation(), state.revision());
        return id;
    }

    private void show(Operation operation, long revision) {
        try {
            log.operations().write(operation, revision);
        } catch (FanoutException away) {
            logger.debug("The event log does not have operation {} yet", operation.id(), away);
        }
    }

    @Override
    public void start(String id, String who, String why) {
        act(id, Kind.START, null, who, why);
    }

    @Override
    public void startOnce(String id, String who, String why) {
        var acted = send(id, new OperationAct(Kind.START, null, who, why));
        if (!acted.started()) {
            throw refusal(id, acted);
        }
    }

    @Override
    public void pause(String id, String who, String why) {
        act(id, Kind.PAUSE, null, who, why);
    }

    @Override
    public void resume(String id, String who, String why) {
        act(id, Kind.RESUME, null, who, why);
    }

    @Override
    public void changeRate(String id, @Nullable Double rate, String who, String why) {
        act(id, Kind.CHANGE_RATE, new OperationPace(rate, null).rate(), who, why);
    }

    @Override
    public void cancel(String id, String who, String why) {
        act(id, Kind.CANCEL, null, who, why);
    }

    @Override
    public OperationPage page(OperationQuery query) {
        var page = updates.patiently(() -> {
            if (query.status() != null) {
                Stream.of(OperationStatus.values()).filter(it -> !it.closed()).forEach(this::writeDownEnds);
            }
            return log.operations().page(query);
        });
        var operations = updates.patiently(
                () -> page.operations().stream().map(this::reconciled).toList());
        return new OperationPage(operations.stream().map(this::withProgress).toList(), page.next());
    }

    @Override
    public Optional<Operation> find(String id) {
        var logged = log.operations().find(id);
        return updates.patiently(() -> logged.map(this::reconciled)).map(this::withProgress);
    }

    @Override
    public List<OperationItem> items(OperationItemQuery query) {
        return log.operations().page(query);
    }

    @Override
    public Map<String, OperationProgress> progress(String id) {
        var progress = new TreeMap<String, OperationProgress>();
        var tallies = log.operations().counts(id);
        log.operations()
                .find(id)
                .ifPresent(operation -> tallies.forEach((subscription, counts) ->
                        progress.put(subscription, Progress.of(operation, counts, clock.instant()))));
        return progress;
    }

    /** What the log takes for open may have ended: a list by status would have it in the wrong place. */
    private void writeDownEnds(OperationStatus open) {
        var position = Optional.<Position>empty();
        do {
            var page = log.operations().page(new OperationQuery(null, open, position.orElse(null), PageLimit.MAX));
            page.operations().forEach(this::reconciled);
            position = Optional.ofNullable(page.next());
        } while (position.isPresent());
    }

    private Operation reconciled(Operation logged) {
        try {
            return endedRuns.reconciled(logged);
        } catch (StatusRuntimeException | FanoutException away) {
            logger.debug("It cannot be told whether operation {} goes on", logged.id(), away);
            return logged;
        }
    }

    private Operation withProgress(Operation operation) {
        var counts = Progress.sum(log.operations().counts(operation.id()).values());
        return operation.with(Progress.of(operation, counts, clock.instant()));
    }

    private void act(String id, Kind kind, @Nullable Double rate, String who, String why) {
        var acted = send(id, new OperationAct(kind, rate, who, why));
        if (!acted.done()) {
            throw refusal(id, acted);
        }
    }

    /** What came of it: told by the run, or by the log, which has the last word of a run that is closed. */
    private OperationActed send(String id, OperationAct act) {
        OperatorsWords.require(act.who(), act.why());
        return updates.send(
                        bus.ids().operation(id),
                        OperationRun.ACT,
                        act,
                        OperationActed.class,
                        "Look at the operation before you act again.")
                .orElseGet(() -> nothingDone(updates.patiently(() -> endedRuns.reconciled(get(id)))));
    }

    private static OperationActed nothingDone(Operation closed) {
        var actions = closed.actions();
        var started = actions.stream().anyMatch(it -> it.kind() == Kind.START);
        return new OperationActed(false, started, closed.status(), actions.get(actions.size() - 1));
    }

    private static FanoutException refusal(String id, OperationActed acted) {
        var status = acted.status().name();
        var last = acted.last();
        return new FanoutException(
                ErrorCode.NOTHING_TO_DECIDE,
                "The operation %s is %s; the last to act was %s, at %s: %s."
                        .formatted(id, status.toLowerCase(Locale.ROOT), last.who(), last.when(), last.why()),
                "Look at the operation: this cannot be done to it now.");
    }
}
