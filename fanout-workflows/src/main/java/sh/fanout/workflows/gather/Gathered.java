package sh.fanout.workflows.gather;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sh.fanout.GatherResult;
import sh.fanout.InvalidPayloadException;
import sh.fanout.SubscriberResult;
import sh.fanout.log.LoggedDelivery;

/** The results of an event, put together from their pages. */
record Gathered(String eventId, boolean complete, boolean cancelled, List<LoggedDelivery> deliveries)
        implements GatherResult {

    /**
     * Puts the pages together.
     *
     * @throws InvalidPayloadException if the event was rejected
     */
    static Gathered of(String eventId, List<GatherPage> pages) {
        var first = pages.get(0);
        if (!first.violations().isEmpty()) {
            throw new InvalidPayloadException(first.type(), first.violations());
        }
        var deliveries =
                pages.stream().flatMap(page -> page.deliveries().stream()).toList();
        return new Gathered(eventId, first.complete(), first.cancelled(), deliveries);
    }

    @Override
    public Map<String, SubscriberResult> results() {
        var results = new LinkedHashMap<String, SubscriberResult>();
        deliveries.forEach(it -> results.put(it.subscription(), new Returned(it)));
        return Collections.unmodifiableMap(results);
    }
}
