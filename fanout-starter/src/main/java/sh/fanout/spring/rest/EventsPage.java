package sh.fanout.spring.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.log.EventPage;
import sh.fanout.log.EventSummary;

/** A page of events as clients get it. */
record EventsPage(List<EventSummary> items, Page page) {

    /**
     * Where the page stands.
     *
     * @param next the cursor of the next page; {@code null} on the last one
     */
    record Page(boolean hasMore, @Nullable String next) {}

    static EventsPage of(EventPage page) {
        var next = page.next();
        return new EventsPage(page.events(), new Page(next != null, next == null ? null : Cursor.write(next)));
    }
}
