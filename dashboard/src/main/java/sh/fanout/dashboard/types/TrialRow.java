package sh.fanout.dashboard.types;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sh.fanout.dashboard.page.State;
import sh.fanout.dashboard.whynot.FilterWords;
import sh.fanout.dashboard.whynot.WhyNot;
import sh.fanout.log.PassedOver;
import sh.fanout.subscription.SubscriptionState;
import sh.fanout.subscription.Trial;

/**
 * Whether a subscription would receive the event that somebody tries.
 *
 * @param word {@code yes} or {@code no}
 * @param because the filter that it passes, or what said no; {@code null} if nothing is asked
 */
public record TrialRow(
        String subscription,
        State state,
        String word,
        @Nullable String because) {

    /** Those that would, and then those that would not. */
    static List<TrialRow> of(Trial trial, List<SubscriptionState> subscriptions) {
        Map<String, String> filters = subscriptions.stream()
                .filter(it -> it.filter() != null)
                .collect(Collectors.toMap(SubscriptionState::id, it -> FilterWords.of(String.valueOf(it.filter()))));
        return Stream.concat(
                        trial.recipients().stream()
                                .map(it -> new TrialRow(it, State.DELIVERED, "yes", filters.get(it))),
                        trial.passedOver().stream().map(TrialRow::no))
                .toList();
    }

    private static TrialRow no(PassedOver passedOver) {
        var state = passedOver.reason() == PassedOver.Reason.FILTER ? State.FILTERED_OUT : State.NOT_CHOSEN;
        return new TrialRow(passedOver.subscription(), state, "no", WhyNot.of(passedOver));
    }
}
