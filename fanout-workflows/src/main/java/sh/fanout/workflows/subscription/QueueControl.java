package sh.fanout.workflows.subscription;

import io.temporal.worker.tuning.ActivitySlotInfo;
import io.temporal.worker.tuning.SlotSupplier;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sh.fanout.subscription.Backlog;
import sh.fanout.subscription.Subscription;
import sh.fanout.subscription.SubscriptionLimits;

/**
 * The valve of each subscription's queue: how fast deliveries leave it, and whether any do.
 *
 * <p>Safe for use by any number of threads. What asks the server throws {@link sh.fanout.FanoutException} if it does not
 * answer.
 */
public interface QueueControl {

    /** Gives queues their declared rates and no others. Paused ones stay paused, and get theirs when they are resumed. */
    void apply(Map<String, SubscriptionLimits> declared);

    /** Lets nothing leave a queue until it is resumed. */
    QueueState pause(String subscription, String who, String why, @Nullable Instant until);

    /** Lets deliveries leave a queue at the declared rate. */
    QueueState resume(String subscription, SubscriptionLimits declared, String who, String why);

    /** The state of each queue; each subscription has one, if only an empty one. */
    Map<String, QueueState> describe(Collection<String> subscriptions);

    /** What waits in a queue that is no subscription's; {@code null} if the server does not tell. */
    @Nullable
    Backlog backlog(String queue);

    /** The slots of this process's worker for a subscription. */
    SlotSupplier<ActivitySlotInfo> slots(Subscription<?> subscription);

    /** The subscription, with a handler that holds back what this process must hold back itself. */
    <T> Subscription<T> guarded(Subscription<T> subscription);
}
