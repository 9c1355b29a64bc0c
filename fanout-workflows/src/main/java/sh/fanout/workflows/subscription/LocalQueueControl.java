package sh.fanout.workflows.subscription;

import io.temporal.worker.tuning.ActivitySlotInfo;
import io.temporal.worker.tuning.SlotSupplier;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import sh.fanout.subscription.Backlog;
import sh.fanout.subscription.Pause;
import sh.fanout.subscription.Subscription;
import sh.fanout.subscription.SubscriptionLimits;

/**
 * Holds back within this process, for the embedded server, which cannot: where this process has the only workers, and
 * nothing outlives it anyway. Tells no backlogs.
 */
public final class LocalQueueControl implements QueueControl {

    private final Map<String, LocalQueue> queues = new ConcurrentHashMap<>();

    @Override
    public void apply(Map<String, SubscriptionLimits> declared) {
        declared.forEach((subscription, limits) -> queue(subscription, limits).apply(limits));
    }

    @Override
    public QueueState pause(String subscription, String who, String why, @Nullable Instant until) {
        return queue(subscription, SubscriptionLimits.defaults()).pause(new Pause(who, why, Instant.now(), until));
    }

    @Override
    public QueueState resume(String subscription, SubscriptionLimits declared, String who, String why) {
        return queue(subscription, declared).resume();
    }

    @Override
    public Map<String, QueueState> describe(Collection<String> subscriptions) {
        var states = new LinkedHashMap<String, QueueState>();
        for (var subscription : subscriptions) {
            var queue = queues.get(subscription);
            states.put(subscription, queue == null ? new QueueState(null, null, 0, null) : queue.state());
        }
        return states;
    }

    @Override
    public @Nullable Backlog backlog(String queue) {
        return null;
    }

    @Override
    public SlotSupplier<ActivitySlotInfo> slots(Subscription<?> subscription) {
        return queue(subscription.id(), subscription.limits()).slots();
    }

    @Override
    public <T> Subscription<T> guarded(Subscription<T> subscription) {
        var queue = queue(subscription.id(), subscription.limits());
        return subscription.handler((payload, delivery) -> {
            queue.admit(delivery);
            return subscription.handler().handle(payload, delivery);
        });
    }

    private LocalQueue queue(String subscription, SubscriptionLimits limits) {
        return queues.computeIfAbsent(subscription, id -> new LocalQueue(limits));
    }
}
