package sh.fanout.dashboard.events;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sh.fanout.FanoutException;
import sh.fanout.catalog.EventTypeSummary;
import sh.fanout.catalog.EventTypes;
import sh.fanout.dashboard.page.Answer;
import sh.fanout.dashboard.page.Kept;
import sh.fanout.dashboard.page.Page;
import sh.fanout.dashboard.page.Range;
import sh.fanout.dashboard.page.Refusal;
import sh.fanout.dashboard.page.Section;
import sh.fanout.dashboard.page.Visit;
import sh.fanout.deadletter.DeadLetters;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.log.EventCounts;
import sh.fanout.log.EventPage;
import sh.fanout.log.EventQuery;
import sh.fanout.log.EventSelection;
import sh.fanout.log.Events;
import sh.fanout.log.LoggedDelivery;
import sh.fanout.log.LoggedEvent;
import sh.fanout.log.PageLimit;
import sh.fanout.log.Position;
import sh.fanout.log.Steps;
import sh.fanout.subscription.Pause;
import sh.fanout.subscription.SubscriptionState;
import sh.fanout.subscription.Subscriptions;

/** Shows events, and one of them. */
public final class EventPages {

    /** Each is looked for by itself. */
    private static final int MAX_LETTERS = 50;

    private static final int MAX_EFFECTS = 10;

    private static final EventPage NOTHING = EventPage.of(List.of(), null);

    private final Kept<Counted, EventCounts> histograms = new Kept<>();
    private final Events events;
    private final EventTypes types;
    private final DeadLetters deadLetters;
    private final Subscriptions subscriptions;

    public EventPages(Events events, EventTypes types, DeadLetters deadLetters, Subscriptions subscriptions) {
        this.events = events;
        this.types = types;
        this.deadLetters = deadLetters;
        this.subscriptions = subscriptions;
    }

    public List<Page> pages() {
        return List.of(Page.at("/events", this::list), Page.at("/events/{id}", this::one));
    }

    private Answer list(Visit visit) {
        var search = SearchText.of(visit.text("q"));
        var id = search.id();
        if (id != null && events.find(id).isPresent()) {
            return Answer.moved("events", id);
        }
        var range = Optional.ofNullable(visit.text("range")).map(Range::of).orElse(null);
        try {
            return page(found(search, range, visit.after(Section.EVENTS)));
        } catch (FanoutException e) {
            var refusal = Refusal.of(e);
            if (refusal.passing()) {
                throw e;
            }
            return page(new EventsView(search, range, false, NOTHING, null, refusal, known(), Instant.now()))
                    .refused(e);
        }
    }

    private static Answer.Shown page(EventsView view) {
        return Answer.shown(Section.EVENTS, "Events", "events/list", view);
    }

    private EventsView found(SearchText search, @Nullable Range range, @Nullable Position after) {
        var now = Instant.now();
        var selection = search.selection();
        var wanted = range == null ? selection : selection.since(now.minus(range.length()));
        var page = events.page(new EventQuery(wanted, after, PageLimit.DEFAULT));
        var histogram = selection.filter() == null ? histogram(selection, range == null ? Range.DAY : range) : null;
        return new EventsView(search, range, after == null, page, histogram, null, known(), now);
    }

    private List<String> known() {
        return types.list().stream().map(EventTypeSummary::id).toList();
    }

    private Histogram histogram(EventSelection selection, Range range) {
        var counts = histograms.get(
                new Counted(selection, range),
                range.freshness(),
                () -> events.counts(selection, Steps.last(range.length(), Instant.now())));
        return Histogram.of(range, counts);
    }

    private Answer one(Visit visit) {
        var event = events.get(visit.variable("id"));
        var title = "%s %s".formatted(event.envelope().type(), event.envelope().id());
        return Answer.shown(
                Section.EVENTS,
                title,
                "events/event",
                EventView.of(event, letters(event), pauses(event), effects(event), Instant.now()));
    }

    private EventPage effects(LoggedEvent event) {
        return events.page(
                EventQuery.of(EventSelection.ALL.causedBy(event.envelope().id()))
                        .limit(MAX_EFFECTS));
    }

    private Set<String> letters(LoggedEvent event) {
        return event.deliveries().stream()
                .filter(it -> it.status() == DeliveryStatus.FAILED || it.status() == DeliveryStatus.EXPIRED)
                .map(LoggedDelivery::subscription)
                .distinct()
                .limit(MAX_LETTERS)
                .filter(it -> deadLetters.find(event.envelope().id(), it).isPresent())
                .collect(Collectors.toSet());
    }

    /** Who holds back what is on its way, by subscription; nobody, as far as is known, while Temporal does not tell. */
    private Map<String, Pause> pauses(LoggedEvent event) {
        var waiting = event.deliveries().stream()
                .filter(it -> it.status() == DeliveryStatus.PENDING)
                .map(LoggedDelivery::subscription)
                .distinct()
                .limit(EventView.MAX_TRACKS)
                .toList();
        try {
            var pauses = new HashMap<String, Pause>();
            var states = waiting.isEmpty() ? List.<SubscriptionState>of() : subscriptions.list(waiting);
            states.stream().filter(it -> it.pause() != null).forEach(it -> pauses.put(it.id(), it.pause()));
            return pauses;
        } catch (FanoutException unknown) {
            return Map.of();
        }
    }

    /** What a histogram is of. */
    private record Counted(EventSelection events, Range range) {}
}
