package sh.fanout.workflows.delivery;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import sh.fanout.workflows.temporal.RunRef;

/** Runs the handler's activity on the subscription's own queue, and turns its end into a verdict. */
public final class DeliveryImpl implements Delivery {

    private static final Duration HEARTBEAT_TIMEOUT = Duration.ofSeconds(30);

    /** The handler's wrapper interrupts first; the server's time-out is for a worker that cannot. */
    private static final Duration INTERRUPTION_GRACE = Duration.ofSeconds(15);

    @Override
    public Verdict run(DeliveryOrder order) {
        var handler = Workflow.newUntypedActivityStub(options(order));
        try {
            var handled = handler.execute(order.recipient().subscription(), Handled.class, call(order));
            return Verdict.delivered(handled, now());
        } catch (ActivityFailure failure) {
            return FailedHandler.verdict(failure, now());
        }
    }

    private static HandlerCall call(DeliveryOrder order) {
        var info = Workflow.getInfo();
        var fanOut = new RunRef(
                info.getParentWorkflowId().orElseThrow(), info.getParentRunId().orElseThrow());
        return new HandlerCall(order.deliveryId(), order.event(), fanOut);
    }

    private static ActivityOptions options(DeliveryOrder order) {
        var recipient = order.recipient();
        var life = Duration.between(now(), order.expires());
        return ActivityOptions.newBuilder()
                .setTaskQueue(recipient.queue())
                .setStartToCloseTimeout(recipient.timeout().plus(INTERRUPTION_GRACE))
                .setScheduleToCloseTimeout(life.compareTo(Duration.ofSeconds(1)) > 0 ? life : Duration.ofSeconds(1))
                .setHeartbeatTimeout(HEARTBEAT_TIMEOUT)
                .setRetryOptions(RetryOptions.newBuilder()
                        .setInitialInterval(Duration.ofSeconds(1))
                        .setMaximumInterval(Duration.ofMinutes(1))
                        .build())
                .setSummary(order.event().envelope().type() + " "
                        + order.event().envelope().id())
                .build();
    }

    private static Instant now() {
        return Instant.ofEpochMilli(Workflow.currentTimeMillis());
    }
}
