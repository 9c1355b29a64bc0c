package sh.fanout.workflows.catalog;

import java.time.Duration;

/**
 * A subscription as the newest build that has it declared it.
 *
 * @param service who serves it
 * @param buildNumber the number of that build in its service
 * @param place where it is written, for people
 * @param retired whether it receives no further events
 */
public record SubscriptionEntry(
        String id,
        String eventType,
        Duration timeout,
        String service,
        long buildNumber,
        String place,
        boolean retired) {

    SubscriptionEntry retire() {
        return new SubscriptionEntry(id, eventType, timeout, service, buildNumber, place, true);
    }

    /** The same, declared again: by an older build, which may not change it but shows that it is wanted. */
    SubscriptionEntry revive() {
        return new SubscriptionEntry(id, eventType, timeout, service, buildNumber, place, false);
    }
}
