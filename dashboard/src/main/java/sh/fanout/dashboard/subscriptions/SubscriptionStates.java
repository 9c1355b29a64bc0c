package sh.fanout.dashboard.subscriptions;

import sh.fanout.dashboard.page.State;
import sh.fanout.subscription.SubscriptionStatus;

/** How the status of a subscription is shown. */
public final class SubscriptionStates {

    private SubscriptionStates() {}

    public static State of(SubscriptionStatus status) {
        return switch (status) {
            case ACTIVE -> State.ACTIVE;
            case ABSENT -> State.ABSENT;
            case PAUSED -> State.PAUSED;
            case ABANDONED, RETIRED -> State.RETIRED;
        };
    }
}
