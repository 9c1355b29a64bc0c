package sh.fanout.workflows.operation;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.activity.Activity;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowServiceException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.operation.OperationKind;
import sh.fanout.workflows.log.EventLog;
import sh.fanout.workflows.log.ItemOutcome;
import sh.fanout.workflows.log.ItemRef;
import sh.fanout.workflows.log.WorkItem;
import sh.fanout.workflows.temporal.Bus;
import sh.fanout.workflows.temporal.Heartbeats;

/** Begins with several items at a time, and writes what has become of those that are settled by that. */
final class WorkingActivity implements Working {

    private static final int OWN_FAILURE_FROM_ATTEMPT = 8;

    private final EventLog log;
    private final ReplayActs replays;
    private final LetterActs letters;
    private final Bus bus;
    private final Executor threads;
    private final Heartbeats heartbeats;

    /** @param threads how many items begin at the same time */
    WorkingActivity(
            EventLog log, ReplayActs replays, LetterActs letters, Bus bus, Executor threads, Heartbeats heartbeats) {
        this.log = log;
        this.replays = replays;
        this.letters = letters;
        this.bus = bus;
        this.threads = threads;
        this.heartbeats = heartbeats;
    }

    @Override
    public List<Long> begin(Batch batch) {
        return heartbeats.during(stop -> each(batch, beginning(batch), stop));
    }

    /** What begins with an item; again, it changes nothing. */
    private Function<WorkItem, Optional<ItemOutcome>> beginning(Batch batch) {
        return batch.kind() == OperationKind.REPLAY ? replays.of(batch) : item -> letters.act(batch, item);
    }

    @Override
    public List<Long> lost(Batch batch) {
        return heartbeats.during(stop -> {
            var beginning = beginning(batch);
            return each(batch, item -> lookAfter(batch, item, beginning), stop);
        });
    }

    private Optional<ItemOutcome> lookAfter(
            Batch batch, WorkItem item, Function<WorkItem, Optional<ItemOutcome>> beginning) {
        return switch (run(batch, item)) {
            case OPEN, UNKNOWN -> Optional.empty();
            case NOT_BEGUN -> beginning.apply(item);
            case CLOSED -> Optional.of(ended(batch, item));
        };
    }

    private static ItemOutcome ended(Batch batch, WorkItem item) {
        var ref = new ItemRef(batch.operation(), item.number());
        return ItemOutcome.failed(ref, "its run in Temporal was ended from outside", Instant.now());
    }

    /**
     * Does something about each item; of those that fail, the others know nothing. When it is to stop, what it has not come to
     * stays as it was, and it does not say which those are: to begin again changes nothing for the others.
     */
    private List<Long> each(Batch batch, Function<WorkItem, Optional<ItemOutcome>> work, Heartbeats.Stop stop) {
        var untouched = new AtomicBoolean();
        var outcomes = new ArrayList<ItemOutcome>();
        var failures = new LinkedHashMap<WorkItem, RuntimeException>();
        var begun = new LinkedHashMap<WorkItem, CompletableFuture<Optional<ItemOutcome>>>();
        batch.items()
                .forEach(item -> begun.put(
                        item,
                        CompletableFuture.supplyAsync(
                                () -> {
                                    if (stop.isWanted()) {
                                        untouched.set(true);
                                        return Optional.empty();
                                    }
                                    return work.apply(item);
                                },
                                threads)));
        begun.forEach((item, result) -> {
            try {
                result.join().ifPresent(outcomes::add);
            } catch (CompletionException e) {
                failures.put(item, e.getCause() instanceof RuntimeException cause ? cause : e);
            }
        });
        if (Activity.getExecutionContext().getInfo().getAttempt() >= OWN_FAILURE_FROM_ATTEMPT) {
            failures.entrySet().removeIf(failure -> isGivenUp(batch, failure, outcomes));
        }
        var settled = settle(outcomes);
        if (untouched.get()) {
            stop.obey();
        }
        failures.values().stream().findFirst().ifPresent(failure -> {
            throw failure;
        });
        return settled;
    }

    /**
     * One item that can never begin must not hold up the rest; what the store of the log refuses is never given up. Of what
     * Temporal has not confirmed nobody knows whether it has begun: it is left as begun, and looked after.
     */
    private static boolean isGivenUp(
            Batch batch, Map.Entry<WorkItem, RuntimeException> failure, List<ItemOutcome> outcomes) {
        if (isOfTheLog(failure.getValue())) {
            return false;
        }
        if (!isUnconfirmed(failure.getValue())) {
            outcomes.add(failed(batch, failure.getKey(), failure.getValue()));
        }
        return true;
    }

    /** Whether it may have been done all the same: the server may have it, and has not said that it never takes it. */
    static boolean isUnconfirmed(RuntimeException failure) {
        var calls = Stream.iterate((Throwable) failure, Objects::nonNull, Throwable::getCause)
                .toList();
        var refused = calls.stream()
                .anyMatch(it -> it instanceof StatusRuntimeException call
                        && call.getStatus().getCode() == Status.Code.INVALID_ARGUMENT);
        return !refused
                && calls.stream()
                        .anyMatch(it -> it instanceof StatusRuntimeException
                                || it instanceof WorkflowServiceException
                                || (it instanceof FanoutException refusal
                                        && refusal.code() == ErrorCode.TEMPORAL_UNREACHABLE));
    }

    private static ItemOutcome failed(Batch batch, WorkItem item, RuntimeException failure) {
        var reason = failure instanceof FanoutException refusal ? refusal.problem() : String.valueOf(failure);
        return ItemOutcome.failed(new ItemRef(batch.operation(), item.number()), reason, Instant.now());
    }

    private static boolean isOfTheLog(RuntimeException failure) {
        return failure instanceof FanoutException refusal && refusal.code() == ErrorCode.EVENT_LOG_UNREACHABLE;
    }

    private List<Long> settle(List<ItemOutcome> outcomes) {
        if (!outcomes.isEmpty()) {
            log.operations().settle(outcomes);
        }
        return outcomes.stream().map(it -> it.item().number()).toList();
    }

    /** What cannot be told is asked again later. */
    private Run run(Batch batch, WorkItem item) {
        var isReplay = batch.kind() == OperationKind.REPLAY;
        var run = isReplay
                ? bus.ids().replay(batch.operation(), item.eventType(), item.eventId(), item.subscription())
                : bus.ids().deadLetter(item.eventType(), item.eventId(), item.subscription());
        try {
            var status = bus.client().newUntypedWorkflowStub(run).describe().getStatus();
            if (status != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING) {
                return Run.CLOSED;
            }
            return isReplay || letters.hasActed(batch, item) ? Run.OPEN : Run.NOT_BEGUN;
        } catch (WorkflowNotFoundException e) {
            return isReplay ? Run.NOT_BEGUN : Run.CLOSED;
        } catch (WorkflowServiceException | StatusRuntimeException e) {
            return Run.UNKNOWN;
        }
    }

    /** What there is of the run that settles an item. */
    private enum Run {
        OPEN,
        CLOSED,
        NOT_BEGUN,
        UNKNOWN
    }
}
