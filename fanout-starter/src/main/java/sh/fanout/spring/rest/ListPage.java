package sh.fanout.spring.rest;

import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.log.EventPage;
import sh.fanout.log.EventSummary;
import sh.fanout.log.Position;
import sh.fanout.log.Searched;
import sh.fanout.spring.web.Cursor;

/**
 * A page of a list as clients get it.
 *
 * @param searched how far a search has come; left out where nothing was searched
 */
record ListPage<T>(List<T> items, Page page, @Nullable Searched searched) {

    /**
     * Where the page stands.
     *
     * @param next the cursor of the next page; {@code null} on the last one
     */
    record Page(boolean hasMore, @Nullable String next) {}

    /** The type of a page of these. */
    static Type of(Class<?> items) {
        return RestJson.MAPPER.getTypeFactory().constructParametricType(ListPage.class, items);
    }

    static <T> ListPage<T> of(String list, List<T> items, @Nullable Position next) {
        return new ListPage<>(items, page(list, next), null);
    }

    static ListPage<EventSummary> of(String list, EventPage page) {
        return new ListPage<>(page.events(), page(list, page.next()), page.searched());
    }

    private static Page page(String list, @Nullable Position next) {
        return new Page(next != null, next == null ? null : Cursor.write(list, next));
    }
}
