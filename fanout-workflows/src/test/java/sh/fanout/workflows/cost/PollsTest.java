package sh.fanout.workflows.cost;

import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.fanout.EventType;
import sh.fanout.subscription.Subscription;
import sh.fanout.workflows.EngineSettings;
import sh.fanout.workflows.FanoutEngine;
import sh.fanout.workflows.log.sqlite.SqliteEventLog;
import sh.fanout.workflows.testing.RealTemporal;

/** The long polls that an instance has open at a real server, which bears a limited number of them. */
class PollsTest {

    record Order(String id) {}

    private static final EventType<Order> ORDER = EventType.of("order.created", Order.class);

    @Test
    void waitsWithOnePollForEachQueueOfActivities(@TempDir Path folder) {
        var bus = "b" + UUID.randomUUID().toString().substring(0, 8);
        var polls = new OpenPolls();
        var stubs = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(RealTemporal.shared().target())
                .setGrpcClientInterceptors(List.of(polls))
                .build());
        try (var log = SqliteEventLog.open(folder.resolve("events.db"));
                var engine = new FanoutEngine(EngineSettings.of(stubs, log, "shop", "1")
                        .bus(bus)
                        .subscriptions(List.of(subscription("ship"), subscription("send-receipt"))))) {
            engine.start();

            var queues = List.of("dead-letters", "engine/g1", "log", "subscription/send-receipt", "subscription/ship");
            await().atMost(30, SECONDS)
                    .untilAsserted(() -> assertThat(polls.ofActivities())
                            .isEqualTo(queues.stream().collect(toMap(queue -> bus + "/" + queue, queue -> 1))));
        } finally {
            stubs.shutdownNow();
        }
    }

    private static Subscription<Order> subscription(String id) {
        return Subscription.to(ORDER).id(id).handler((order, context) -> null);
    }
}
