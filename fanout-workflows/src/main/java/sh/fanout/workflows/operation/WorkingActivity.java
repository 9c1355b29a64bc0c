package sh.fanout.workflows.operation;

import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import sh.fanout.operation.OperationKind;
import sh.fanout.workflows.log.EventLog;
import sh.fanout.workflows.log.ItemOutcome;
import sh.fanout.workflows.log.ItemRef;
import sh.fanout.workflows.log.WorkItem;
import sh.fanout.workflows.temporal.WorkflowIds;

/** Begins with several items at a time, and writes what has become of those that are settled by that. */
public final class WorkingActivity implements Working {

    private final EventLog log;
    private final Replaying replays;
    private final LetterActs letters;
    private final WorkflowClient client;
    private final WorkflowIds ids;
    private final Executor threads;
    private final Heartbeats heartbeats;

    /** @param threads how many items begin at the same time */
    public WorkingActivity(
            EventLog log,
            Replaying replays,
            LetterActs letters,
            WorkflowClient client,
            WorkflowIds ids,
            Executor threads,
            Heartbeats heartbeats) {
        this.log = log;
        this.replays = replays;
        this.letters = letters;
        this.client = client;
        this.ids = ids;
        this.threads = threads;
        this.heartbeats = heartbeats;
    }

    @Override
    public List<Long> begin(Batch batch) {
        return heartbeats.during(() -> settle(
                batch.kind() == OperationKind.REPLAY
                        ? each(batch, replays.of(batch))
                        : each(batch, item -> letters.act(batch, item))));
    }

    @Override
    public List<Long> lost(Batch batch) {
        return heartbeats.during(() -> settle(
                each(batch, item -> isRunning(batch, item) ? Optional.empty() : Optional.of(ended(batch, item)))));
    }

    private static ItemOutcome ended(Batch batch, WorkItem item) {
        var ref = new ItemRef(batch.operation(), item.number());
        return ItemOutcome.failed(ref, "its run in Temporal was ended from outside", Instant.now());
    }

    private List<ItemOutcome> each(Batch batch, Function<WorkItem, Optional<ItemOutcome>> begin) {
        var begun = batch.items().stream()
                .map(item -> CompletableFuture.supplyAsync(() -> begin.apply(item), threads))
                .toList();
        try {
            return begun.stream()
                    .map(CompletableFuture::join)
                    .flatMap(Optional::stream)
                    .toList();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private List<Long> settle(List<ItemOutcome> outcomes) {
        if (!outcomes.isEmpty()) {
            log.operations().settle(outcomes);
        }
        return outcomes.stream().map(it -> it.item().number()).toList();
    }

    private boolean isRunning(Batch batch, WorkItem item) {
        var run = batch.kind() == OperationKind.REPLAY
                ? ids.replay(batch.operation(), item.eventType(), item.eventId(), item.subscription())
                : ids.deadLetter(item.eventType(), item.eventId(), item.subscription());
        try {
            return Objects.equals(
                    client.newUntypedWorkflowStub(run).describe().getStatus(),
                    WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING);
        } catch (WorkflowNotFoundException e) {
            return false;
        }
    }
}
