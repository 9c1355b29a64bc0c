package sh.fanout.workflows;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
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
import sh.fanout.FanoutException;
import sh.fanout.subscription.Subscription;
import sh.fanout.subscription.SubscriptionStatus;
import sh.fanout.workflows.catalog.CatalogClient;
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
    void goesBackToWhatAnOlderBuildHasSaidOnceTheNewerOneIsGone() {
        var slow = Subscription.to(ORDER).id("send-receipt").rateLimit(300, Duration.ofMinutes(1));
        var older = settings("shop", "1").subscriptions(List.of(slow.handler((order, context) -> null)));
        start(older);
        var withdrawn =
                startBuild("2", receipts(), Subscription.to(ORDER).id("audit").handler((o, context) -> null));
        assertThat(config().getQueueRateLimit().hasRateLimit()).isFalse();

        // Not before: to one so impatient a build that is there looks gone when it has not polled for nine seconds.
        var first = start(older.retirementGrace(Duration.ofSeconds(3)));
        withdrawn.close();

        await().atMost(60, SECONDS).until(() -> config().getQueueRateLimit().hasRateLimit());
        assertThat(queueRate()).isEqualTo(5);
        await().atMost(60, SECONDS)
                .until(() -> first.subscriptions().get("audit").status() == SubscriptionStatus.RETIRED);
        assertThat(first.subscriptions().get("send-receipt").status()).isEqualTo(SubscriptionStatus.ACTIVE);
    }

    @Test
    void retiresWhatNobodyServesUntilSomebodyDeclaresItAgain() {
        var engine = start(receipts());
        var audit = Subscription.to(ORDER).id("audit").handler((order, context) -> null);
        var gone = settings("audits", "1").subscriptions(List.of(audit));
        var bus = Bus.of(this.bus, client());
        new CatalogClient(bus).declare(Definitions.declaration(gone, Definitions.eventTypes(gone)));
        await().atMost(30, SECONDS)
                .until(() -> engine.subscriptions().list().stream()
                        .anyMatch(it -> it.status() == SubscriptionStatus.ABSENT));

        var retired = engine.subscriptions().retire("audit", "alice", "its service is gone");

        assertThat(retired.status()).isEqualTo(SubscriptionStatus.RETIRED);
        assertThat(engine.subscriptions().retire("audit", "bob", "once more")).isEqualTo(retired);
        start(gone);
        await().atMost(30, SECONDS)
                .until(() -> engine.subscriptions().get("audit").status() == SubscriptionStatus.ACTIVE);
        assertThatExceptionOfType(FanoutException.class)
                .isThrownBy(() -> engine.subscriptions().retire("audit", "alice", "its service is gone"))
                .withMessageContainingAll("FANOUT-205", "'audits'");
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
