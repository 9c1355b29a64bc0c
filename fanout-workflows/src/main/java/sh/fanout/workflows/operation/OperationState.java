package sh.fanout.workflows.operation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sh.fanout.operation.Operation;
import sh.fanout.operation.OperationAction;
import sh.fanout.operation.OperationAction.Kind;
import sh.fanout.operation.OperationPace;
import sh.fanout.operation.OperationPlan;
import sh.fanout.operation.OperationProgress;
import sh.fanout.operation.OperationStatus;

/**
 * Everything about an operation but its items, and how it changes. Pure: the workflow beside it only keeps the current one.
 *
 * @param operation the operation as the log keeps it, without its progress
 * @param starter who started it, which is who acts on its items; {@code null} before
 * @param total how many items it has, once they are written down
 * @param begun with how many it has begun
 * @param work what is left of the items that were read; kept when a run goes on as the next one
 * @param revision grows with every change that the log is told of
 */
public record OperationState(
        Operation operation,
        @Nullable OperationAction starter,
        long total,
        long begun,
        WorkList.Snapshot work,
        long revision) {

    /** The state of a draft whose items are not written down yet. */
    static OperationState drafted(
            String id, OperationPlan plan, OperationPace pace, String who, String why, Instant now) {
        var asked = new OperationAction(Kind.DRAFT, pace.rate(), pace.pauseAfter(), who, why, now);
        var draft = new Operation(
                id, plan, OperationStatus.PLANNING, pace, now, now, OperationProgress.UNKNOWN, List.of(asked), null);
        return new OperationState(draft, null, 0, 0, WorkList.Snapshot.EMPTY, 0);
    }

    /** The same by the clock of the server, if it is new. */
    OperationState acceptedAt(Instant now) {
        var asked = operation.actions().get(0);
        return revision == 0 && status() == OperationStatus.PLANNING
                ? drafted(id(), plan(), pace(), asked.who(), asked.why(), now)
                : this;
    }

    String id() {
        return operation.id();
    }

    OperationPlan plan() {
        return operation.plan();
    }

    OperationPace pace() {
        return operation.pace();
    }

    OperationStatus status() {
        return operation.status();
    }

    /** The state after somebody has acted; empty if that is not possible now. */
    Optional<OperationState> acted(OperationAct act, Instant now) {
        if (!allows(act.kind())) {
            return Optional.empty();
        }
        var action = act.at(now);
        var next = switch (act.kind()) {
            case START -> startedBy(action, now);
            case PAUSE -> in(OperationStatus.PAUSED, null, now);
            case RESUME -> in(OperationStatus.RUNNING, null, now).at(new OperationPace(pace().rate(), null));
            case CHANGE_RATE -> at(new OperationPace(act.rate(), pace().pauseAfter()));
            case CANCEL -> in(OperationStatus.CANCELLED, null, now);
            case DRAFT -> this;
        };
        return Optional.of(next.with(action));
    }

    private boolean allows(Kind act) {
        return switch (act) {
            case START ->
                starter == null && (status() == OperationStatus.PLANNING || status() == OperationStatus.DRAFT);
            case PAUSE -> status() == OperationStatus.RUNNING;
            case RESUME -> status() == OperationStatus.PAUSED;
            case CHANGE_RATE, CANCEL -> !status().closed();
            case DRAFT -> false;
        };
    }

    private OperationState startedBy(OperationAction action, Instant now) {
        var next = status() == OperationStatus.DRAFT ? in(OperationStatus.RUNNING, null, now) : this;
        return new OperationState(next.operation, action, total, begun, work, next.revision);
    }

    /** The state once the items are written down. */
    OperationState planned(Planned planned, Instant now) {
        if (planned.problem() != null) {
            return in(OperationStatus.FAILED, planned.problem(), now);
        }
        var next = in(starter == null ? OperationStatus.DRAFT : OperationStatus.RUNNING, null, now);
        return new OperationState(next.operation, starter, planned.total(), begun, work, next.revision);
    }

    /** The state after it has begun with more items; a pause may be due by then. */
    OperationState begun(int more, Instant now) {
        var next = new OperationState(operation, starter, total, begun + more, work, revision);
        return next.mayBegin() > 0 || status() != OperationStatus.RUNNING
                ? next
                : next.in(
                        OperationStatus.PAUSED,
                        "it has begun with %d items, as it was asked to".formatted(next.begun),
                        now);
    }

    /** The state after it has not begun with some items after all. */
    OperationState putBack(int items) {
        return new OperationState(operation, starter, total, begun - items, work, revision);
    }

    /** With how many items it may begin before it has to pause. */
    long mayBegin() {
        return pace().pauseAfter() == null ? Long.MAX_VALUE : Math.max(0, pace().pauseAfter() - begun);
    }

    OperationState completed(Instant now) {
        return in(OperationStatus.COMPLETED, total == 0 ? "nothing matched" : null, now);
    }

    OperationState expired(Instant now) {
        return in(OperationStatus.EXPIRED, "nobody started it", now);
    }

    /** The state with which the next run goes on. */
    OperationState with(WorkList.Snapshot left) {
        return new OperationState(operation, starter, total, begun, left, revision);
    }

    /** This state as an answer to somebody. */
    OperationActed answer(boolean done) {
        var actions = operation.actions();
        return new OperationActed(done, starter != null, status(), actions.get(actions.size() - 1));
    }

    private OperationState in(OperationStatus status, @Nullable String why, Instant now) {
        return changed(operation.in(status, why, now));
    }

    private OperationState at(OperationPace pace) {
        return changed(operation.at(pace));
    }

    private OperationState with(OperationAction action) {
        return changed(operation.after(actionsAnd(action)));
    }

    /** Who asked for it and who started it stay, and of all others the last. */
    private List<OperationAction> actionsAnd(OperationAction action) {
        var all = new ArrayList<>(operation.actions());
        all.add(action);
        if (all.size() > Operation.MAX_ACTIONS) {
            all.stream()
                    .filter(it -> it.kind() != Kind.DRAFT && it.kind() != Kind.START)
                    .findFirst()
                    .ifPresent(all::remove);
        }
        return all;
    }

    private OperationState changed(Operation next) {
        return new OperationState(next, starter, total, begun, work, revision + 1);
    }
}
