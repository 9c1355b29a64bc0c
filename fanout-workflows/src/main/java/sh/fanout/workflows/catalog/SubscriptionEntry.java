package sh.fanout.workflows.catalog;

import sh.fanout.workflows.catalog.Declaration.Subscriber;

/**
 * A subscription as the newest build that has it declared it.
 *
 * @param declared what that build said
 * @param service who serves it
 * @param buildNumber the number of that build in its service
 * @param retired whether it receives no further events
 */
public record SubscriptionEntry(Subscriber declared, String service, long buildNumber, boolean retired) {

    public String id() {
        return declared.id();
    }

    /** The same, but what later builds have said of it may be said anew. */
    SubscriptionEntry backTo(long build) {
        return new SubscriptionEntry(declared, service, Math.min(buildNumber, build), retired);
    }

    SubscriptionEntry retire() {
        return new SubscriptionEntry(declared, service, buildNumber, true);
    }

    /** The same, declared again: by an older build, which may not change it but shows that it is wanted. */
    SubscriptionEntry revive() {
        return new SubscriptionEntry(declared, service, buildNumber, false);
    }
}
