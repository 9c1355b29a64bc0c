package sh.fanout.dashboard.overview;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import sh.fanout.catalog.EventTypes;
import sh.fanout.dashboard.page.Answer;
import sh.fanout.dashboard.page.Page;
import sh.fanout.dashboard.page.Range;
import sh.fanout.dashboard.page.Section;
import sh.fanout.dashboard.page.Visit;
import sh.fanout.deadletter.DeadLetterQuery;
import sh.fanout.deadletter.DeadLetters;
import sh.fanout.lane.Lanes;
import sh.fanout.log.EventQuery;
import sh.fanout.log.Events;
import sh.fanout.subscription.Subscriptions;

/** Shows what flows, what fails, and what to press. */
public final class OverviewPages {

    private final Events events;
    private final Counts counts;
    private final EventTypes types;
    private final Subscriptions subscriptions;
    private final DeadLetters deadLetters;
    private final Lanes lanes;

    public OverviewPages(
            Events events, EventTypes types, Subscriptions subscriptions, DeadLetters deadLetters, Lanes lanes) {
        this.events = events;
        this.counts = new Counts(events);
        this.types = types;
        this.subscriptions = subscriptions;
        this.deadLetters = deadLetters;
        this.lanes = lanes;
    }

    public List<Page> pages() {
        return List.of(Page.at("/", this::overview));
    }

    private Answer overview(Visit visit) {
        var range = Range.of(visit.text("range"));
        return hasEvents()
                ? Answer.shown(Section.OVERVIEW, "Overview", "overview/overview", view(range))
                : Answer.shown(Section.OVERVIEW, "Begin", "overview/start", start(visit));
    }

    private boolean hasEvents() {
        return !events.page(EventQuery.ALL.limit(1)).events().isEmpty();
    }

    private OverviewView view(Range range) {
        var now = Instant.now();
        var lately = counts.in(range);
        var groups = deadLetters.groups(DeadLetterQuery.PARKED);
        var known = subscriptions.list();
        var blocked = lanes.blocked();
        return new OverviewView(
                range,
                now,
                lately.traffic(),
                lately.before(),
                Waiting.longest(known).orElse(null),
                known.stream().anyMatch(it -> it.backlog() != null),
                blocked.size(),
                deadLetters.count(DeadLetterQuery.PARKED).letters(),
                Concerns.of(groups, known, blocked, types.list(), lately.published(), now));
    }

    private Start start(Visit visit) {
        return new Start(
                types.list().stream()
                        .max(Comparator.comparing(it -> !it.subscriptions().isEmpty()))
                        .map(it -> types.get(it.id()))
                        .orElse(null),
                subscriptions.list().stream().map(it -> it.id()).findFirst().orElse(null),
                visit.address());
    }
}
