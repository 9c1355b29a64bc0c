package sh.fanout.workflows.lane;

import io.grpc.Status;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import sh.fanout.LaneFullException;
import sh.fanout.workflows.temporal.Bus;

/**
 * Talks to the lanes of a bus, and starts them where they are needed.
 *
 * <p>Safe for use by any number of threads.
 */
public final class LaneClient {

    private static final int TRIES = 50;
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Bus bus;
    private final LaneLimits limits;

    public LaneClient(Bus bus, LaneLimits limits) {
        this.bus = bus;
        this.limits = limits;
    }

    /**
     * Takes an event into the order of its key: behind all whose joins have returned.
     *
     * @param event the workflow id of its fan-out
     * @throws LaneFullException if the server takes no more messages for the lane; the lane itself refuses by a turn
     */
    public void join(LaneRef lane, String event) {
        signalWithStart(lane, "join", new Join(event));
    }

    /**
     * Tells what an event still needs. That starts a lane, unless it is nothing.
     *
     * @throws LaneFullException if the server takes no more messages for the lane
     */
    public void holds(LaneRef lane, Holds holds) {
        if (holds.remaining().isEmpty()) {
            letGo(lane, holds);
        } else {
            signalWithStart(lane, "holds", holds);
        }
    }

    /** The lane as it is now, or as it was last, if it has closed; empty if there has been none for long. */
    public LaneView view(LaneRef lane) {
        try {
            return stub(lane).query("view", LaneView.class);
        } catch (WorkflowNotFoundException e) {
            return LaneView.EMPTY;
        }
    }

    private void letGo(LaneRef lane, Holds holds) {
        try {
            stub(lane).signal("holds", holds);
        } catch (WorkflowNotFoundException e) {
            // In a lane that is closed nobody waits.
        } catch (WorkflowServiceException e) {
            throw translated(e, lane);
        }
    }

    private WorkflowStub stub(LaneRef lane) {
        return bus.client().newUntypedWorkflowStub(bus.ids().lane(lane.stream(), lane.key()));
    }

    private void signalWithStart(LaneRef lane, String signal, Object message) {
        for (var triesLeft = TRIES; !isSignalled(lane, signal, message, triesLeft); triesLeft--) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** Whether it was; if not, an in-process server was just closing or starting the lane, which a real one hides. */
    private boolean isSignalled(LaneRef lane, String signal, Object message, int triesLeft) {
        var options = WorkflowOptions.newBuilder()
                .setWorkflowId(bus.ids().lane(lane.stream(), lane.key()))
                .setTaskQueue(bus.queues().engine())
                .setStaticSummary("the order of the events of %s with one key".formatted(lane.stream()))
                .build();
        try {
            bus.client()
                    .newUntypedWorkflowStub(Lane.TYPE, options)
                    .signalWithStart(signal, new Object[] {message}, new Object[] {LaneStart.with(limits)});
            return true;
        } catch (WorkflowExecutionAlreadyStarted | WorkflowNotFoundException e) {
            return giveUpAfter(triesLeft, e);
        } catch (WorkflowServiceException e) {
            var status = SignalRefusals.status(e);
            if (status == Status.Code.ALREADY_EXISTS || status == Status.Code.NOT_FOUND) {
                return giveUpAfter(triesLeft, e);
            }
            throw translated(e, lane);
        }
    }

    private static boolean giveUpAfter(int triesLeft, RuntimeException failure) {
        if (triesLeft <= 1 || Thread.currentThread().isInterrupted()) {
            throw failure;
        }
        return false;
    }

    private static RuntimeException translated(WorkflowServiceException e, LaneRef lane) {
        return SignalRefusals.isFullOfSignals(e) ? new LaneFullException(lane.stream(), lane.key()) : e;
    }
}
