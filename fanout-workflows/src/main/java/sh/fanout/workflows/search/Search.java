package sh.fanout.workflows.search;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.log.EventPage;
import sh.fanout.log.EventQuery;
import sh.fanout.log.EventSummary;
import sh.fanout.log.LoggedEvent;
import sh.fanout.log.Position;
import sh.fanout.log.Searched;
import sh.fanout.workflows.filter.CompiledFilter;
import sh.fanout.workflows.log.EventLog;

/** One page of a search: looks at one event after the other until the page is full or the budget is spent. */
final class Search {

    /** Beyond that, a list says that there are more. */
    private static final int MAX_COUNT = 10_000;

    private final EventLog log;
    private final EventQuery query;
    private final CompiledFilter filter;
    private final SearchBudget budget;
    private final List<EventSummary> found = new ArrayList<>();
    private @Nullable Position last;

    Search(EventLog log, EventQuery query, CompiledFilter filter, SearchBudget budget) {
        this.log = log;
        this.query = query;
        this.filter = filter;
        this.budget = budget;
        this.last = query.after();
    }

    EventPage page() {
        var sawAll = false;
        do {
            var part = log.newest(query.events(), last, budget.part());
            if (lookAt(part.events())) {
                sawAll = part.next() == null;
                last = part.next();
            }
        } while (!sawAll && found.size() < query.limit() && budget.isLeft());
        return sawAll
                ? new EventPage(found, null, new Searched(budget.spent(), budget.spent(), true, null))
                : new EventPage(found, last, soFar());
    }

    /** Whether it has come to the end of the part. */
    private boolean lookAt(List<LoggedEvent> part) {
        for (var event : part) {
            if (found.size() == query.limit() || !budget.isLeftInPart()) {
                return false;
            }
            budget.spend();
            last = new Position(event.accepted(), event.envelope().id());
            if (filter.matches(event.envelope())) {
                found.add(event.summary());
            }
        }
        return true;
    }

    /** To count what has a key or a tag takes as long as to look for it: there, it says no more than that there may be more. */
    private Searched soFar() {
        if (query.events().key() != null || query.events().tag() != null) {
            return new Searched(budget.spent(), budget.spent(), false, null);
        }
        var rest = log.count(query.events(), last, MAX_COUNT + 1);
        return new Searched(budget.spent(), budget.spent() + Math.min(rest, MAX_COUNT), rest <= MAX_COUNT, null);
    }
}
