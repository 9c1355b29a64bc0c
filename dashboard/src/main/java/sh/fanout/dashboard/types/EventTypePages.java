package sh.fanout.dashboard.types;

import java.util.List;
import java.util.stream.Stream;
import sh.fanout.Fanout;
import sh.fanout.catalog.EventTypes;
import sh.fanout.dashboard.page.Answer;
import sh.fanout.dashboard.page.Page;
import sh.fanout.dashboard.page.Section;
import sh.fanout.dashboard.page.Visit;
import sh.fanout.dashboard.page.WordSearch;
import sh.fanout.log.Events;
import sh.fanout.subscription.Subscriptions;
import sh.fanout.subscription.Trials;

/** Shows the event types, and one of them; tries and publishes events of it. */
public final class EventTypePages {

    private final EventTypes types;
    private final Days days;
    private final TypePages one;

    public EventTypePages(EventTypes types, Events events, Subscriptions subscriptions, Trials trials, Fanout fanout) {
        this.types = types;
        this.days = new Days(events);
        this.one = new TypePages(types, days, subscriptions, trials, fanout);
    }

    public List<Page> pages() {
        return Stream.concat(Stream.of(Page.at("/event-types", this::list)), one.pages().stream())
                .toList();
    }

    private Answer list(Visit visit) {
        var view = new TypesView(WordSearch.of(visit.text("q")), types.list(), days.of(null));
        return Answer.shown(Section.EVENT_TYPES, "Event types", "types/list", view);
    }
}
