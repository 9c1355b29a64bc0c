package sh.fanout.dashboard.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.dashboard.page.Query;
import sh.fanout.dashboard.page.Range;
import sh.fanout.dashboard.page.Refusal;
import sh.fanout.dashboard.page.Section;
import sh.fanout.log.EventPage;
import sh.fanout.log.EventSummary;

/**
 * What the list of events shows.
 *
 * @param search what was searched for
 * @param range how far back; {@code null} for as far as the log goes
 * @param first whether it is the first page
 * @param histogram how many there are; {@code null} if that cannot be counted at once, as with a filter
 * @param refusal why it could not be searched for; else {@code null}
 * @param types the ids of all types
 */
public record EventsView(
        SearchText search,
        @Nullable Range range,
        boolean first,
        EventPage page,
        @Nullable Histogram histogram,
        @Nullable Refusal refusal,
        List<String> types,
        Instant now) {

    public EventsView {
        types = List.copyOf(types);
    }

    public String text() {
        return search.text();
    }

    public List<String> terms() {
        return search.terms();
    }

    /** What became of one of the events. */
    public Result result(EventSummary event) {
        return Result.of(event);
    }

    /** The first page of the same. */
    public Query here() {
        return query(text(), range);
    }

    public Query during(@Nullable Range other) {
        return query(text(), other);
    }

    public Query without(String term) {
        return query(search.without(term), range);
    }

    public Query with(String word, String value) {
        return query(search.with(word, value), range);
    }

    /** Where the older events begin; {@code null} if there are none. */
    public @Nullable Query older() {
        return page.next() == null ? null : here().after(Section.EVENTS, page.next());
    }

    private static Query query(String text, @Nullable Range range) {
        return Query.of("q", text).with("range", range == null ? null : range.text());
    }
}
