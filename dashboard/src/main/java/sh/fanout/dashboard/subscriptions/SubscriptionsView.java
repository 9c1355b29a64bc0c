package sh.fanout.dashboard.subscriptions;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import sh.fanout.dashboard.page.FailedForm;
import sh.fanout.dashboard.page.Texts;
import sh.fanout.dashboard.page.WordSearch;
import sh.fanout.subscription.SubscriptionLimits;
import sh.fanout.subscription.SubscriptionState;
import sh.fanout.subscription.SubscriptionStatus;

/**
 * What the list of subscriptions shows.
 *
 * @param all every subscription of the bus
 */
public record SubscriptionsView(WordSearch search, List<SubscriptionState> all, FailedForm failed, Instant now) {

    public SubscriptionsView {
        all = List.copyOf(all);
    }

    /** What the search finds. */
    public List<SubscriptionGroup> groups() {
        return SubscriptionGroup.of(all.stream().filter(this::isFound).toList());
    }

    private boolean isFound(SubscriptionState it) {
        return search.finds(
                it.id(),
                it.events(),
                it.service(),
                Texts.word(it.status()),
                Objects.requireNonNullElse(it.consumerGroup(), ""));
    }

    /** How many of all there are of each status. */
    public Map<SubscriptionStatus, Long> counts() {
        var counts = new EnumMap<SubscriptionStatus, Long>(SubscriptionStatus.class);
        all.forEach(it -> counts.merge(it.status(), 1L, Long::sum));
        return counts;
    }

    /** Whether the server tells what waits. */
    public boolean tellsBacklog() {
        return all.stream().anyMatch(it -> it.backlog() != null);
    }

    /** How many columns the table has. */
    public int columns() {
        return tellsBacklog() ? 9 : 7;
    }

    /** How fast a subscription takes its deliveries, such as {@code 100 per 1m, 10 per 1s for each customerId}. */
    public String rates(SubscriptionLimits limits) {
        return Stream.of(
                        limits.rate() == null ? "" : limits.rate().toString(),
                        limits.perKey() == null
                                ? ""
                                : "%s for each %s"
                                        .formatted(
                                                limits.perKey().policy(),
                                                limits.perKey().key()))
                .filter(it -> !it.isEmpty())
                .collect(joining(", "));
    }
}
