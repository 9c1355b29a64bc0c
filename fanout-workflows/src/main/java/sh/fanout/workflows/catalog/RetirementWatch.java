package sh.fanout.workflows.catalog;

import static java.util.Comparator.naturalOrder;

import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.taskqueue.v1.PollerInfo;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.fanout.workflows.temporal.Bus;
import sh.fanout.workflows.temporal.Periodic;
import sh.fanout.workflows.temporal.ServerTime;

/**
 * Retires subscriptions that their service's newest build no longer has, once nobody has polled their queue for a grace
 * time. Every instance watches; the catalog decides, and is kept running for that.
 */
public final class RetirementWatch implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(RetirementWatch.class);
    private static final Duration PERIOD = Duration.ofSeconds(30);

    private final Periodic checks = new Periodic("fanout-retirement", PERIOD, this::check);
    private final Bus bus;
    private final CatalogReader reader;
    private final CatalogClient client;
    private final Duration grace;
    private final Absences absences;

    /**
     * Creates a watch.
     *
     * @param grace longer than a poll lasts, which is a minute: until then a queue that is served can look deserted
     */
    public RetirementWatch(Bus bus, CatalogReader reader, CatalogClient client, Duration grace) {
        this.bus = bus;
        this.reader = reader;
        this.client = client;
        this.grace = grace;
        absences = new Absences(grace);
    }

    public void start() {
        checks.start();
    }

    private void check() {
        try {
            client.revive();
            var abandoned = reader.current().abandoned();
            absences.keepOnly(abandoned.stream().map(SubscriptionEntry::id).toList());
            abandoned.forEach(this::retireIfDeserted);
        } catch (RuntimeException e) {
            // Nobody could poll a server that does not answer either.
            absences.keepOnly(List.of());
            throw e;
        }
    }

    private void retireIfDeserted(SubscriptionEntry subscription) {
        var lastPoll = lastPoll(bus.queues().subscription(subscription.id())).orElse(null);
        if (absences.isDeserted(subscription.id(), lastPoll, Instant.now())) {
            client.retire(subscription.id());
            logger.info(
                    "Subscription {} is retired: service {} no longer has it, and nobody served it for {}",
                    subscription.id(),
                    subscription.service(),
                    grace);
        }
    }

    private Optional<Instant> lastPoll(String queue) {
        var request = DescribeTaskQueueRequest.newBuilder()
                .setNamespace(bus.namespace())
                .setTaskQueue(TaskQueue.newBuilder().setName(queue))
                .setTaskQueueType(TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY)
                .build();
        return bus.stubs().blockingStub().describeTaskQueue(request).getPollersList().stream()
                .map(PollerInfo::getLastAccessTime)
                .map(ServerTime::instant)
                .max(naturalOrder());
    }

    @Override
    public void close() {
        checks.close();
    }
}
