package sh.fanout.workflows.delivery;

import static sh.fanout.workflows.temporal.WorkflowClock.now;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.Priority;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import sh.fanout.workflows.temporal.RunRef;

/** Runs the handler's activity on the subscription's own queue, and turns its end into a verdict. */
public final class DeliveryImpl implements Delivery {

    private static final Duration HEARTBEAT_TIMEOUT = Duration.ofSeconds(30);

    /** The handler's wrapper interrupts first; the server's time-out is for a worker that cannot. */
    private static final Duration INTERRUPTION_GRACE = Duration.ofSeconds(15);

    @Override
    public Verdict run(DeliveryOrder order) {
        return handle(order, order.earlier(), order.beginWithin());
    }

    /** Has the handler handle it; within some time, if another member of the group is ready to take it over. */
    private static Verdict handle(DeliveryOrder order, AttemptLog earlier, @Nullable Duration beginWithin) {
        if (!order.expires().isAfter(now())) {
            return Verdict.expired(order.expires(), earlier, now());
        }
        try {
            var handler = Workflow.newUntypedActivityStub(options(order, beginWithin));
            var call = call(order, earlier, beginWithin != null);
            return Verdict.delivered(handler.execute(order.recipient().subscription(), Handled.class, call), now());
        } catch (ActivityFailure failure) {
            if (beginWithin == null || !FailedHandler.beganTooLate(failure)) {
                return FailedHandler.verdict(failure, earlier, now());
            }
            // The time-out holds for every attempt; once the first one has begun, the delivery stays where it is.
            return FailedHandler.claim(failure)
                    .map(attempts -> handle(order, attempts.continued(now()), null))
                    .orElseGet(() -> Verdict.passedOn(beginWithin, now()));
        }
    }

    private static HandlerCall call(DeliveryOrder order, AttemptLog earlier, boolean claim) {
        var info = Workflow.getInfo();
        var fanOut = new RunRef(
                info.getParentWorkflowId().orElseThrow(), info.getParentRunId().orElseThrow());
        return new HandlerCall(order.deliveryId(), order.event(), fanOut, earlier, claim);
    }

    private static ActivityOptions options(DeliveryOrder order, @Nullable Duration beginWithin) {
        var recipient = order.recipient();
        var envelope = order.event().envelope();
        return ActivityOptions.newBuilder()
                .setTaskQueue(recipient.queue())
                .setStartToCloseTimeout(recipient.timeout().plus(INTERRUPTION_GRACE))
                .setScheduleToStartTimeout(beginWithin)
                .setScheduleToCloseTimeout(Duration.between(now(), order.expires()))
                .setHeartbeatTimeout(HEARTBEAT_TIMEOUT)
                .setRetryOptions(RetryOptions.newBuilder()
                        .setInitialInterval(Duration.ofSeconds(1))
                        .setMaximumInterval(Duration.ofMinutes(1))
                        .build())
                .setPriority(Priority.newBuilder()
                        .setFairnessKey(recipient.limitKey())
                        .build())
                .setSummary(envelope.type() + " " + envelope.id())
                .build();
    }
}
