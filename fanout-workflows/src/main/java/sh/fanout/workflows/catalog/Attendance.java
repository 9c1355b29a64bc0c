package sh.fanout.workflows.catalog;

import static java.util.Comparator.naturalOrder;

import io.temporal.api.enums.v1.TaskQueueType;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import sh.fanout.workflows.temporal.Bus;
import sh.fanout.workflows.temporal.Pollers;

/** Who is there, as far as Temporal has heard from them: whoever polls a queue, at the latest a minute ago. */
public final class Attendance {

    private final Bus bus;

    Attendance(Bus bus) {
        this.bus = bus;
    }

    /**
     * What an instance calls itself in the queue that all of them poll, so that the builds of a service can be told apart.
     *
     * @param instance what the client calls itself
     */
    public static String identity(String instance, String service, String build) {
        return instance + suffix(service, build);
    }

    private static String suffix(String service, String build) {
        return " [%s %s]".formatted(service, build);
    }

    /** When somebody last asked for a delivery of a subscription, by the server's clock. */
    Optional<Instant> lastPoll(String subscription) {
        return last(bus.queues().subscription(subscription), TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY, identity -> true);
    }

    /** When an instance of one of the builds was last there, by the server's clock. */
    Optional<Instant> lastSeen(String service, Collection<String> builds) {
        return last(
                bus.queues().deadLetters(),
                TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
                identity -> builds.stream().anyMatch(build -> identity.endsWith(suffix(service, build))));
    }

    private Optional<Instant> last(String queue, TaskQueueType type, Predicate<String> identity) {
        var answer = bus.stubs().blockingStub().describeTaskQueue(Pollers.request(bus, queue, type));
        return Pollers.lastPolls(answer).entrySet().stream()
                .filter(it -> identity.test(it.getKey()))
                .map(Map.Entry::getValue)
                .max(naturalOrder());
    }
}
