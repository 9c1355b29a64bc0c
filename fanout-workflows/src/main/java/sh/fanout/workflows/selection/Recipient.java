package sh.fanout.workflows.selection;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A subscription that receives an event, with all that its delivery needs to know.
 *
 * @param subscription its id, which is also the type of its handler's activity
 * @param queue the task queue that its handler serves
 * @param timeout how long an attempt may run
 * @param limitKey whose limit the delivery counts against, if the subscription has a limit per key
 * @param succession who takes over if its handler does not begin; {@code null} if nobody does
 */
public record Recipient(
        String subscription,
        String queue,
        Duration timeout,
        @Nullable String limitKey,
        @Nullable Succession succession) {

    /** The recipient by itself, as its delivery needs it. */
    public Recipient alone() {
        return succeededBy(null);
    }

    Recipient succeededBy(@Nullable Succession succession) {
        return new Recipient(subscription, queue, timeout, limitKey, succession);
    }
}
