package sh.fanout.dashboard.subscriptions;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sh.fanout.subscription.SubscriptionState;

/**
 * The subscriptions of which one receives each event.
 *
 * @param name the consumer group; {@code null} for those that have none
 * @param members by their ids
 */
public record SubscriptionGroup(@Nullable String name, List<SubscriptionState> members) {

    public SubscriptionGroup {
        members = List.copyOf(members);
    }

    /** Those without a group first, then one group after the other. */
    static List<SubscriptionGroup> of(List<SubscriptionState> subscriptions) {
        var alone =
                subscriptions.stream().filter(it -> it.consumerGroup() == null).toList();
        var groups = subscriptions.stream()
                .filter(it -> it.consumerGroup() != null)
                .collect(groupingBy(it -> String.valueOf(it.consumerGroup()), TreeMap::new, toList()));
        return Stream.concat(
                        Stream.of(new SubscriptionGroup(null, alone)),
                        groups.entrySet().stream().map(it -> new SubscriptionGroup(it.getKey(), it.getValue())))
                .filter(it -> !it.members().isEmpty())
                .toList();
    }
}
