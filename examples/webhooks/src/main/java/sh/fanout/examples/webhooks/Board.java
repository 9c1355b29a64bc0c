package sh.fanout.examples.webhooks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import sh.fanout.subscription.DeliveryContext;

/** What the subscribers did, newest last, in memory: a note per subscription and event, the last {@value #SIZE} of each. */
@RestController
class Board {

    private static final int SIZE = 1_000;

    private final Map<String, Notes> bySubscription = new TreeMap<>();

    /** Pins the note of a delivery; one that is delivered again replaces its own. */
    synchronized void pin(DeliveryContext delivery, String note) {
        bySubscription
                .computeIfAbsent(delivery.subscription(), subscription -> new Notes())
                .put(delivery.event().id(), note);
    }

    @GetMapping("/board")
    synchronized Map<String, Map<String, String>> show() {
        var copy = new TreeMap<String, Map<String, String>>();
        bySubscription.forEach((subscription, notes) -> copy.put(subscription, new LinkedHashMap<>(notes)));
        return copy;
    }

    private static final class Notes extends LinkedHashMap<String, String> {

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > SIZE;
        }
    }
}
