package sh.fanout.dashboard.overview;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import sh.fanout.subscription.SubscriptionState;
import sh.fanout.subscription.SubscriptionStatus;

/** The delivery that waits longest for a worker, and for which subscription: one that has retired has nobody to wait for. */
public record Waiting(Duration time, String subscription) {

    static Optional<Waiting> longest(List<SubscriptionState> subscriptions) {
        return subscriptions.stream()
                .filter(it -> it.status() != SubscriptionStatus.RETIRED)
                .filter(it -> it.backlog() != null && it.backlog().oldest() != null)
                .map(it ->
                        new Waiting(requireNonNull(requireNonNull(it.backlog()).oldest()), it.id()))
                .max(Comparator.comparing(Waiting::time));
    }
}
