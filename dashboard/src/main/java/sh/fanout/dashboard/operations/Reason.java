package sh.fanout.dashboard.operations;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;
import sh.fanout.operation.OperationItem;

/**
 * Why items of one subscription have failed, or were left out.
 *
 * @param items how many
 */
public record Reason(String text, String subscription, long items) {

    private static final String UNKNOWN = "no reason is known";

    /** The reasons of some items, the most frequent first. */
    static List<Reason> of(List<OperationItem> items) {
        var counts = new LinkedHashMap<Place, Long>();
        items.forEach(it -> counts.merge(new Place(text(it.reason()), it.subscription()), 1L, Long::sum));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<Place, Long>comparingByValue().reversed())
                .map(Reason::of)
                .toList();
    }

    private static Reason of(Entry<Place, Long> counted) {
        return new Reason(counted.getKey().text(), counted.getKey().subscription(), counted.getValue());
    }

    private static String text(@Nullable String reason) {
        return reason == null ? UNKNOWN : reason;
    }

    private record Place(String text, String subscription) {}
}
