package sh.fanout.workflows.publish;

import io.grpc.Context;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.fanout.EventEnvelope;
import sh.fanout.FanoutException;
import sh.fanout.IdempotencyConflictException;
import sh.fanout.LaneFullException;
import sh.fanout.Publication;
import sh.fanout.PublishFailedException;
import sh.fanout.workflows.lane.LaneClient;
import sh.fanout.workflows.lane.LaneRef;
import sh.fanout.workflows.temporal.Bus;
import sh.fanout.workflows.temporal.RunRef;

/** Starts fan-outs, within a time-out that holds whatever the network does. */
public final class FanOutStarter {

    private static final Logger logger = LoggerFactory.getLogger(FanOutStarter.class);

    private final Bus bus;
    private final Originals originals;
    private final LaneClient lanes;
    private final Duration timeout;
    private final ScheduledExecutorService timer;

    public FanOutStarter(Bus bus, LaneClient lanes, Duration timeout, ScheduledExecutorService timer) {
        this.bus = bus;
        this.originals = new Originals(bus.history());
        this.lanes = lanes;
        this.timeout = timeout;
        this.timer = timer;
    }

    /** How long it waits for Temporal. */
    Duration timeout() {
        return timeout;
    }

    /** @param admitted whether the limit of the event's type has let it pass */
    Publication start(EventEnvelope event, boolean admitted) {
        var workflowId = bus.ids().event(event.type(), event.id(), event.idempotencyKey());
        var workflow = bus.client()
                .newUntypedWorkflowStub(
                        FanOut.TYPE,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(workflowId)
                                .setTaskQueue(bus.queues().engine())
                                .setWorkflowIdReusePolicy(
                                        WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                                .setStaticSummary("%s from %s".formatted(event.type(), event.source()))
                                .setMemo(memo(admitted, joining(event).isPresent()))
                                .build());
        var connection = ConnectionWatch.begin(bus.stubs().getRawChannel());
        try (var limit = new TimeLimit(timeout, timer);
                var deadline = Context.current().withDeadlineAfter(timeout.toMillis(), TimeUnit.MILLISECONDS, timer)) {
            return limit.watch(deadline, () -> start(workflow, event));
        } catch (IdempotencyConflictException | LaneFullException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new PublishFailedException(event, connection.wasConnected(), e);
        }
    }

    /**
     * Refuses an event for whose workflows Temporal would take no id.
     *
     * @throws FanoutException ({@code FANOUT-107})
     */
    void requireIds(EventEnvelope event) {
        TooLongKey.of(event, bus.ids()).ifPresent(it -> {
            throw it.refusal();
        });
    }

    private Publication start(WorkflowStub workflow, EventEnvelope event) {
        try {
            var workflowId = workflow.start(event).getWorkflowId();
            joining(event).ifPresent(lane -> join(lane, event, workflow));
            return new Publication(event.id(), workflowId, false);
        } catch (WorkflowExecutionAlreadyStarted e) {
            return published(event, e.getExecution());
        }
    }

    private Publication published(EventEnvelope event, WorkflowExecution fanOut) {
        var workflowId = fanOut.getWorkflowId();
        var original = originals.find(event, RunRef.of(fanOut));
        // Its publisher may be about to, or dead: what the caller publishes next comes behind it in any case.
        joining(original).ifPresent(lane -> joinIfThereIsRoom(lane, workflowId));
        return new Publication(original.id(), workflowId, !original.id().equals(event.id()));
    }

    /** The lane that an event joins now; one with a due time joins by itself when it is due. */
    private static Optional<LaneRef> joining(EventEnvelope event) {
        return event.deliverAt() == null ? LaneRef.of(event) : Optional.empty();
    }

    private void join(LaneRef lane, EventEnvelope event, WorkflowStub fanOut) {
        if (event.idempotencyKey() != null) {
            // Somebody else may have a receipt for it by now: it cannot be taken back.
            joinIfThereIsRoom(lane, fanOut.getExecution().getWorkflowId());
            return;
        }
        try {
            lanes.join(lane, fanOut.getExecution().getWorkflowId());
        } catch (LaneFullException full) {
            // Durable as well: it is not delivered once there is room again, in whatever order.
            fanOut.cancel();
            throw full;
        }
    }

    /** Where there is none, the event waits, and joins by itself when there is. */
    private void joinIfThereIsRoom(LaneRef lane, String workflowId) {
        try {
            lanes.join(lane, workflowId);
        } catch (LaneFullException full) {
            logger.warn("Event {} waits until its lane has room: {}", workflowId, full.getMessage());
        }
    }

    private static Map<String, Object> memo(boolean admitted, boolean joining) {
        var memo = new HashMap<String, Object>();
        if (admitted) {
            memo.put(FanOut.ADMITTED, true);
        }
        if (joining) {
            memo.put(FanOut.JOINING, true);
        }
        return memo;
    }
}
