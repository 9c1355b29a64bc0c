package sh.fanout.workflows.subscription;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sh.fanout.subscription.SubscriptionState;
import sh.fanout.subscription.SubscriptionStatus;
import sh.fanout.workflows.catalog.CatalogState;
import sh.fanout.workflows.catalog.SubscriptionEntry;

/** What the catalog and a queue say together. Pure. */
final class States {

    /** A poll lasts a minute. */
    private static final Duration SILENCE = Duration.ofMinutes(2);

    private States() {}

    static SubscriptionState of(CatalogState catalog, SubscriptionEntry entry, QueueState queue, Instant now) {
        var declared = entry.declared();
        return new SubscriptionState(
                declared.id(),
                declared.events(),
                declared.filter(),
                declared.group(),
                entry.service(),
                declared.limits(),
                status(catalog, entry, queue, now),
                queue.pause(),
                queue.backlog(),
                queue.pollers(),
                queue.lastPoll());
    }

    private static SubscriptionStatus status(
            CatalogState catalog, SubscriptionEntry entry, QueueState queue, Instant now) {
        if (entry.retired()) {
            return SubscriptionStatus.RETIRED;
        }
        if (catalog.abandoned().contains(entry)) {
            return SubscriptionStatus.ABANDONED;
        }
        if (queue.pause() != null) {
            return SubscriptionStatus.PAUSED;
        }
        return isServed(queue.lastPoll(), now) ? SubscriptionStatus.ACTIVE : SubscriptionStatus.ABSENT;
    }

    static boolean isServed(@Nullable Instant lastPoll, Instant now) {
        return lastPoll != null && lastPoll.plus(SILENCE).isAfter(now);
    }
}
