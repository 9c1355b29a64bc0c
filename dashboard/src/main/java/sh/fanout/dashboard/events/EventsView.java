package sh.fanout.dashboard.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.dashboard.page.Places;
import sh.fanout.dashboard.page.Range;
import sh.fanout.log.EventPage;

/**
 * What the list of events shows.
 *
 * @param search what was searched for
 * @param range how far back; {@code null} for as far as the log goes
 * @param first whether it is the first page
 * @param types the ids of all types
 */
public record EventsView(
        SearchText search, @Nullable Range range, boolean first, EventPage page, List<String> types, Instant now) {

    public EventsView {
        types = List.copyOf(types);
    }

    public String text() {
        return String.join(" ", search.terms());
    }

    public List<String> terms() {
        return search.terms();
    }

    public String without(String term) {
        return search.without(term);
    }

    public String with(String word, String value) {
        return search.with(word, value);
    }

    /** Where the older events begin; {@code null} if there are none. */
    public @Nullable String older() {
        return page.next() == null ? null : Places.write(page.next());
    }
}
