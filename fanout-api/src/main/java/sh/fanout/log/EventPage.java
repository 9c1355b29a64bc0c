package sh.fanout.log;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some events, newest first.
 *
 * @param events at most as many as asked for
 * @param next where the next page begins; {@code null} on the last one
 */
public record EventPage(List<EventSummary> events, @Nullable Position next) {

    public EventPage {
        events = List.copyOf(events);
    }
}
