package sh.fanout.spring.actuate;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.subscription.SubscriptionState;
import sh.fanout.subscription.SubscriptionStatus;
import sh.fanout.workflows.log.LogState;

/**
 * How everything stood when somebody last looked.
 *
 * @param looked when that was; {@code null} if nobody has, because Fanout did not run
 * @param refusal why Temporal did not answer; {@code null} if it did
 * @param subscriptions those of this instance; none if Temporal did not tell
 * @param unknown those that this instance has declared, and the bus does not have
 * @param log the event log; {@code null} if Temporal did not tell
 * @param stuck what waits for a person; {@code null} if the event log did not tell
 * @param silent the subscriptions that nobody polled, this time and the time before
 */
record Standing(
        @Nullable Instant looked,
        @Nullable String refusal,
        List<SubscriptionState> subscriptions,
        List<String> unknown,
        @Nullable LogState log,
        @Nullable Stuck stuck,
        List<String> silent) {

    /** Nobody has looked. */
    static final Standing NEVER = new Standing(null, null, List.of(), List.of(), null, null, List.of());

    Standing {
        subscriptions = List.copyOf(subscriptions);
        unknown = List.copyOf(unknown);
        silent = List.copyOf(silent);
    }

    /** The same, seen after {@code before}: a poller that is not there at a glance may be about to come back. */
    Standing after(Standing before) {
        var absent = before.in(SubscriptionStatus.ABSENT);
        return new Standing(
                looked,
                refusal,
                subscriptions,
                unknown,
                log,
                stuck,
                in(SubscriptionStatus.ABSENT).stream().filter(absent::contains).toList());
    }

    /** The ids of the subscriptions in a status. */
    List<String> in(SubscriptionStatus status) {
        return subscriptions.stream()
                .filter(it -> it.status() == status)
                .map(SubscriptionState::id)
                .toList();
    }
}
