package sh.fanout.dashboard.overview;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import sh.fanout.subscription.SubscriptionState;

/** The delivery that waits longest for a worker, and for which subscription. */
public record Waiting(Duration time, String subscription) {

    static Optional<Waiting> longest(List<SubscriptionState> subscriptions) {
        return subscriptions.stream()
                .filter(it -> it.backlog() != null && it.backlog().oldest() != null)
                .map(it ->
                        new Waiting(requireNonNull(requireNonNull(it.backlog()).oldest()), it.id()))
                .max(Comparator.comparing(Waiting::time));
    }
}
