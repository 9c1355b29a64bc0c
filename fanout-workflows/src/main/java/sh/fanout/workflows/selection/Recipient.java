package sh.fanout.workflows.selection;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import sh.fanout.OnFailure;

/**
 * A subscription that receives an event, with all that its delivery needs to know.
 *
 * @param subscription its id, which is also the type of its handler's activity
 * @param queue the task queue that its handler serves
 * @param chain whose order the delivery is part of, if the event has an ordering key: the subscription's own, or its
 *     consumer group's
 * @param onFailure what becomes of the events behind it if it fails
 * @param timeout how long an attempt may run
 * @param limitKey whose limit the delivery counts against, if the subscription has a limit per key
 * @param succession who takes over if its handler does not begin; {@code null} if nobody does
 */
public record Recipient(
        String subscription,
        String queue,
        String chain,
        OnFailure onFailure,
        Duration timeout,
        @Nullable String limitKey,
        @Nullable Succession succession) {

    /** The recipient by itself, as its delivery needs it. */
    public Recipient alone() {
        return succeededBy(null);
    }

    Recipient succeededBy(@Nullable Succession succession) {
        return new Recipient(subscription, queue, chain, onFailure, timeout, limitKey, succession);
    }
}
