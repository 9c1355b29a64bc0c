package sh.fanout.dashboard.types;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sh.fanout.catalog.EventTypeSummary;
import sh.fanout.dashboard.page.WordSearch;

/**
 * What the list of event types shows.
 *
 * @param all every type of the bus
 * @param days what has happened, by the ids of the types; {@code null} if the event log does not tell
 */
public record TypesView(
        WordSearch search,
        List<EventTypeSummary> all,
        @Nullable Map<String, Day> days) {

    public TypesView {
        all = List.copyOf(all);
    }

    /** What the search finds. */
    public List<EventTypeSummary> found() {
        return all.stream()
                .filter(it -> search.finds(it.id(), it.description(), it.stream(), String.join(" ", it.services())))
                .toList();
    }

    /** What has happened to a type; {@code null} if the event log does not tell. */
    public @Nullable Day day(EventTypeSummary type) {
        return days == null ? null : days.getOrDefault(type.id(), Day.NOTHING);
    }
}
