package sh.fanout.log;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some events, newest first.
 *
 * @param events at most as many as asked for; a search for a key, a tag or a filter may find fewer, or none, before it has
 *     looked everywhere
 * @param next where the next page begins; {@code null} on the last one
 * @param searched how far the search with a filter has come; {@code null} without one
 */
public record EventPage(
        List<EventSummary> events,
        @Nullable Position next,
        @Nullable Searched searched) {

    public EventPage {
        events = List.copyOf(events);
    }

    /** A page of a list that was read without a filter. */
    public static EventPage of(List<EventSummary> events, @Nullable Position next) {
        return new EventPage(events, next, null);
    }

    /** The same page with these events. */
    public EventPage with(List<EventSummary> others) {
        return new EventPage(others, next, searched);
    }

    /** The same page of a search, with a warning. */
    public EventPage warning(String text) {
        return new EventPage(events, next, searched == null ? null : searched.warning(text));
    }
}
