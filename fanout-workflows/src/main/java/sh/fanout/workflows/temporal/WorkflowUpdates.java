package sh.fanout.workflows.temporal;

import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;

/**
 * Brings to workflows what operators want, for as long as an operator waits: without an engine that runs, Temporal itself
 * would wait far longer.
 *
 * <p>Safe for use by any number of threads.
 */
public final class WorkflowUpdates {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Bus bus;
    private final ScheduledExecutorService timer;

    /** @param timer ends what takes too long */
    public WorkflowUpdates(Bus bus, ScheduledExecutorService timer) {
        this.bus = bus;
        this.timer = timer;
    }

    /**
     * Sends an update, and returns the answer; empty if the workflow is closed, or there is none.
     *
     * @param hint what to do when it is not known whether it has arrived
     * @throws FanoutException ({@code FANOUT-006}) if there is no answer in time
     */
    public <A> Optional<A> send(String workflowId, String update, Object argument, Class<A> answer, String hint) {
        try {
            return Optional.of(patiently(
                    () -> bus.client().newUntypedWorkflowStub(workflowId).update(update, answer, argument)));
        } catch (WorkflowNotFoundException closed) {
            return Optional.empty();
        } catch (WorkflowException | StatusRuntimeException e) {
            throw new FanoutException(
                    ErrorCode.TEMPORAL_UNREACHABLE,
                    "Temporal did not confirm what was wanted of %s.".formatted(workflowId),
                    hint,
                    e);
        }
    }

    /**
     * Starts a workflow, and returns whether there was none with this id.
     *
     * @throws FanoutException ({@code FANOUT-006}) if Temporal does not confirm it in time
     */
    public boolean start(String type, WorkflowOptions options, Object... arguments) {
        try {
            patiently(() -> bus.client().newUntypedWorkflowStub(type, options).start(arguments));
            return true;
        } catch (WorkflowExecutionAlreadyStarted e) {
            return false;
        } catch (WorkflowException | StatusRuntimeException e) {
            throw new FanoutException(
                    ErrorCode.TEMPORAL_UNREACHABLE,
                    "Temporal did not confirm the start of %s.".formatted(options.getWorkflowId()),
                    "Look whether it is there before you ask again.",
                    e);
        }
    }

    /**
     * Reads what the last run of a workflow that was started was started with.
     *
     * @throws FanoutException ({@code FANOUT-006}) if Temporal does not tell in time
     */
    public <T> T started(String workflowId, Class<T> type) {
        try {
            return patiently(() -> bus.history()
                    .currentRun(workflowId)
                    .map(run -> bus.history().startArgument(run, type))
                    .orElseThrow(Status.NOT_FOUND::asRuntimeException));
        } catch (StatusRuntimeException e) {
            throw new FanoutException(
                    ErrorCode.TEMPORAL_UNREACHABLE,
                    "Temporal did not tell what %s was started with.".formatted(workflowId),
                    "Ask again.",
                    e);
        }
    }

    /** Makes calls that end together when the patience does. */
    public <V> V patiently(Supplier<V> calls) {
        try (var limit = Context.current().withDeadlineAfter(PATIENCE.toMillis(), TimeUnit.MILLISECONDS, timer)) {
            var before = limit.attach();
            try {
                return calls.get();
            } finally {
                limit.detach(before);
            }
        }
    }
}
