package sh.fanout.workflows.gather;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.ActivityStub;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import sh.fanout.Fanout;
import sh.fanout.GatherResult;
import sh.fanout.workflows.temporal.FanoutJson;
import sh.fanout.workflows.temporal.TaskQueues;

/**
 * Publishes from the workflow of an application, and waits for what the subscriptions return, as an activity that the
 * engines of the bus run. While it waits it holds neither a thread nor a slot of a worker.
 *
 * <p>To be used in workflow code only. The payload travels as the application's own data converter writes it, which must
 * be JSON. An activity that is tried again, because an engine died, finds the event that it has published already.
 */
public final class FanoutActivity {

    private static final Duration GRACE = Duration.ofMinutes(1);
    private static final Duration HEARTBEAT_TIMEOUT = Duration.ofSeconds(30);

    private final ActivityStub activity;
    private final Duration deadline;

    private FanoutActivity(ActivityStub activity, Duration deadline) {
        this.activity = activity;
        this.deadline = deadline;
    }

    /**
     * The activity of a bus, such as {@code FanoutActivity.in("fanout", Duration.ofMinutes(5))}.
     *
     * @param bus in the namespace of the workflow
     * @param deadline how long to wait for results, from the publish
     * @throws sh.fanout.FanoutException ({@code FANOUT-107}) for a deadline that nobody can wait for
     */
    public static FanoutActivity in(String bus, Duration deadline) {
        Fanout.requireDeadline(deadline);
        var options = ActivityOptions.newBuilder()
                .setTaskQueue(new TaskQueues(bus).engine())
                .setScheduleToCloseTimeout(deadline.plus(GRACE))
                .setHeartbeatTimeout(HEARTBEAT_TIMEOUT)
                .setRetryOptions(RetryOptions.newBuilder()
                        .setMaximumInterval(Duration.ofSeconds(10))
                        .build())
                .setSummary("publish and wait")
                .build();
        return new FanoutActivity(Workflow.newUntypedActivityStub(options), deadline);
    }

    /**
     * Publishes an event, and waits until every subscription is done with it, or for the deadline.
     *
     * @param type the id of the event type
     * @param payload {@code null} for the JSON value
     * @throws io.temporal.failure.ActivityFailure if the event is refused, or nobody answers
     */
    public GatherResult publishAndWait(String type, @Nullable Object payload) {
        var answer = activity.execute(PublishAndWait.TYPE, String.class, type, payload, deadline.toMillis());
        return FanoutJson.CARRIER.readValue(answer, Gathered.class);
    }
}
