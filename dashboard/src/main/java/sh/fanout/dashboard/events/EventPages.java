package sh.fanout.dashboard.events;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sh.fanout.catalog.EventTypeSummary;
import sh.fanout.catalog.EventTypes;
import sh.fanout.dashboard.page.Answer;
import sh.fanout.dashboard.page.Page;
import sh.fanout.dashboard.page.Range;
import sh.fanout.dashboard.page.Section;
import sh.fanout.dashboard.page.Visit;
import sh.fanout.log.EventQuery;
import sh.fanout.log.Events;
import sh.fanout.log.PageLimit;

/** Shows events, and one of them. */
public final class EventPages {

    private final Events events;
    private final EventTypes types;

    public EventPages(Events events, EventTypes types) {
        this.events = events;
        this.types = types;
    }

    public List<Page> pages() {
        return List.of(Page.at("/events", this::list));
    }

    private Answer list(Visit visit) {
        var search = SearchText.of(visit.text("q"));
        var id = search.id();
        if (id != null && events.find(id).isPresent()) {
            return Answer.moved("events/" + id);
        }
        var now = Instant.now();
        var range = Optional.ofNullable(visit.text("range")).map(Range::of);
        var selection = search.selection();
        var wanted = range.map(it -> selection.since(now.minus(it.length()))).orElse(selection);
        var after = visit.position("after");
        var page = events.page(new EventQuery(wanted, after, PageLimit.DEFAULT));
        var known = types.list().stream().map(EventTypeSummary::id).toList();
        return Answer.shown(
                Section.EVENTS,
                "Events",
                "events/list",
                new EventsView(search, range.orElse(null), after == null, page, known, now));
    }
}
