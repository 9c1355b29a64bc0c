package sh.fanout.workflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import sh.fanout.EventType;
import sh.fanout.log.Attempt;
import sh.fanout.log.Attempt.Outcome;
import sh.fanout.subscription.HandlerWithoutOutput;
import sh.fanout.subscription.Subscription;
import sh.fanout.workflows.log.FlakyEventLog;
import sh.fanout.workflows.temporal.WorkflowIds;
import sh.fanout.workflows.testing.Forwarder;
import sh.fanout.workflows.testing.RealTemporal;

/** An attempt that its worker takes with it, at a real server. */
class RealLostAttemptTest extends EngineContract {

    record Order(String id) {}

    private static final EventType<Order> ORDER = EventType.of("order.created", Order.class);

    @Override
    WorkflowServiceStubs stubs() {
        return RealTemporal.shared().stubs();
    }

    @Test
    void isKnownByWhenItBeganAndNotByWhenSomebodyMissedIt() throws Exception {
        var began = new AtomicReference<Instant>();
        var gone = new CountDownLatch(1);
        try (var way =
                new Forwarder(URI.create("temporal://" + RealTemporal.shared().target()))) {
            var severed = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                    .setTarget(way.authority())
                    .build());
            var first = start(shop(severed, (order, context) -> {
                began.set(Instant.now());
                gone.await();
            }));
            var id = first.fanout().publish(ORDER, new Order("o-1")).eventId();
            await().ignoreException(StatusRuntimeException.class)
                    .until(() -> pending(id).stream().anyMatch(PendingActivityInfo::hasLastHeartbeatTime));

            way.cut();
            start(shop(stubs(), (order, context) -> {}));

            var attempts = settled(id).deliveries().get(0).attempts();
            gone.countDown();
            first.close();
            severed.shutdownNow();
            assertThat(attempts).extracting(Attempt::outcome).containsExactly(Outcome.LOST, Outcome.RETURNED);
            assertThat(attempts.get(0).started()).isCloseTo(began.get(), within(5, ChronoUnit.SECONDS));
        }
    }

    private EngineSettings shop(WorkflowServiceStubs stubs, HandlerWithoutOutput<Order> handler) {
        return EngineSettings.of(stubs, new FlakyEventLog(log()).asShared(), "shop", "1")
                .bus(bus)
                .subscriptions(List.of(Subscription.to(ORDER).id("ship").handlerWithoutOutput(handler)));
    }

    private List<PendingActivityInfo> pending(String eventId) {
        var delivery = new WorkflowIds(bus).delivery(ORDER.id(), eventId, "ship");
        return stubs().blockingStub()
                .describeWorkflowExecution(DescribeWorkflowExecutionRequest.newBuilder()
                        .setNamespace("default")
                        .setExecution(WorkflowExecution.newBuilder().setWorkflowId(delivery))
                        .build())
                .getPendingActivitiesList();
    }
}
