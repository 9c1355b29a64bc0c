package sh.fanout.workflows.publish;

import io.grpc.Context;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.Publication;
import sh.fanout.log.EventStatus;
import sh.fanout.log.Events;

/** Cancels published events, where that is still possible. */
public final class Cancellations {

    private final WorkflowClient client;
    private final Events log;
    private final Duration timeout;
    private final ScheduledExecutorService timer;

    /** @param log knows the fan-out of an event by its id */
    public Cancellations(WorkflowClient client, Events log, Duration timeout, ScheduledExecutorService timer) {
        this.client = client;
        this.log = log;
        this.timeout = timeout;
        this.timer = timer;
    }

    /** Whether the event is cancelled now, by this call or an earlier one. */
    boolean cancel(Publication publication) {
        return cancel(publication.eventId(), publication.workflowId());
    }

    /** The same of an event that the log knows; of one that has settled, Temporal need not know the run any more. */
    boolean cancel(String eventId) {
        var event = log.get(eventId);
        return event.status().settled() ? event.status() == EventStatus.CANCELLED : cancel(eventId, event.workflowId());
    }

    private boolean cancel(String eventId, String workflowId) {
        var fanOut = client.newUntypedWorkflowStub(workflowId);
        try (var limit = new TimeLimit(timeout, timer);
                var deadline = Context.current().withDeadlineAfter(timeout.toMillis(), TimeUnit.MILLISECONDS, timer)) {
            return limit.watch(deadline, () -> cancel(fanOut));
        } catch (WorkflowNotFoundException e) {
            throw new FanoutException(
                    ErrorCode.NOT_FOUND,
                    "Temporal has no run '%s' for event %s.".formatted(workflowId, eventId),
                    "The event has settled long ago, or was published elsewhere: check the bus and the namespace.",
                    e);
        } catch (RuntimeException e) {
            throw new FanoutException(
                    ErrorCode.TEMPORAL_UNREACHABLE,
                    "Nobody has told whether event %s is cancelled.".formatted(eventId),
                    "Check that Temporal and an instance of the bus run, then ask again: the answer stays the same.",
                    e);
        }
    }

    private static boolean cancel(WorkflowStub fanOut) {
        try {
            return fanOut.update(FanOut.CANCEL, Boolean.class);
        } catch (WorkflowNotFoundException | WorkflowUpdateException e) {
            // The run has closed, perhaps because it was cancelled; a run that Temporal has cancelled keeps no result.
            return fanOut.query(FanOut.CANCELLED, Boolean.class);
        }
    }
}
