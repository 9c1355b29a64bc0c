package sh.fanout.spring.rest;

import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.log.Position;

/** A page of a list as clients get it. */
record ListPage<T>(List<T> items, Page page) {

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
        return new ListPage<>(items, new Page(next != null, next == null ? null : Cursor.write(list, next)));
    }
}
