package sh.fanout.workflows;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.taskqueue.v1.TaskQueueConfig;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import sh.fanout.ErrorCode;
import sh.fanout.subscription.Subscription;
import sh.fanout.workflows.subscription.ServerQueueControl;
import sh.fanout.workflows.temporal.Bus;
import sh.fanout.workflows.temporal.TaskQueues;
import sh.fanout.workflows.testing.RealTemporal;

/** The control where the server holds back. */
class RealSubscriptionsTest extends SubscriptionsContract {

    @Override
    WorkflowServiceStubs stubs() {
        return RealTemporal.shared().stubs();
    }

    @Test
    void staysPausedWhenItsServiceStartsAnew() {
        var first = start(receipts());
        holdBack(first);
        first.close();

        var second = start(receipts());
        publish(second, "o-1", "c");

        assertThat(requireNonNull(state(second).pause()).who()).isEqualTo("alice");
        await().during(3, SECONDS).atMost(60, SECONDS).until(() -> handled("o-").isEmpty());
        second.subscriptions().resume("send-receipt", "bob", "the provider is back");
        await().atMost(60, SECONDS).until(() -> handled("o-").size() == 1);
    }

    @Test
    void setsWhatIsDeclaredAndUnsetsWhatIsNot() {
        var limited = Subscription.to(ORDER)
                .id("send-receipt")
                .rateLimit(300, Duration.ofMinutes(1))
                .rateLimitPerKey("customer", 2, Duration.ofSeconds(1))
                .handler((order, context) -> null);

        var first = startBuild("1", limited);
        assertThat(queueRate()).isEqualTo(5);
        assertThat(config().getFairnessKeysRateLimitDefault().getRateLimit().getRequestsPerSecond())
                .isEqualTo(2);
        first.subscriptions().pause("send-receipt", "alice", "mail provider is down", null);
        startBuild("1", limited);
        assertThat(queueRate()).isZero();
        first.subscriptions().resume("send-receipt", "bob", "the provider is back");
        assertThat(queueRate()).isEqualTo(5);

        startBuild("2", receipts());

        assertThat(config().getQueueRateLimit().hasRateLimit()).isFalse();
        assertThat(config().getFairnessKeysRateLimitDefault().hasRateLimit()).isFalse();
        startBuild("1", limited);
        assertThat(config().getQueueRateLimit().hasRateLimit()).isFalse();
    }

    @Test
    void saysThatTemporalDoesNotAnswer() {
        var nobody = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget("127.0.0.1:1")
                .build());
        try {
            var control = new ServerQueueControl(Bus.of(bus, WorkflowClient.newInstance(nobody)));

            assertRefused(() -> control.describe(List.of("a")), ErrorCode.TEMPORAL_UNREACHABLE, "UNAVAILABLE");
            assertRefused(
                    () -> control.pause("a", "alice", "b", null), ErrorCode.TEMPORAL_UNREACHABLE, "/subscription/a'");
        } finally {
            nobody.shutdownNow();
        }
    }

    private float queueRate() {
        var setting = config().getQueueRateLimit();
        assertThat(setting.hasRateLimit()).isTrue();
        return setting.getRateLimit().getRequestsPerSecond();
    }

    private TaskQueueConfig config() {
        return stubs().blockingStub()
                .describeTaskQueue(DescribeTaskQueueRequest.newBuilder()
                        .setNamespace("default")
                        .setTaskQueue(TaskQueue.newBuilder().setName(new TaskQueues(bus).subscription("send-receipt")))
                        .setTaskQueueType(TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY)
                        .setReportConfig(true)
                        .build())
                .getConfig();
    }
}
