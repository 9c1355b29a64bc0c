package sh.fanout.dashboard.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.log.Position;
import sh.fanout.spring.web.Cursor;

/**
 * What an address says behind its path.
 *
 * @param text all of it, from the question mark on; empty if it says nothing
 */
public record Query(String text) {

    public static final Query NONE = new Query("");

    /** One value. */
    public static Query of(String name, String value) {
        return NONE.with(name, value);
    }

    /** The same and one value more, unless it is {@code null}. */
    public Query with(String name, @Nullable Object value) {
        return value == null
                ? this
                : new Query("%s%s%s=%s"
                        .formatted(text, text.isEmpty() ? "?" : "&", name, URLEncoder.encode(value.toString(), UTF_8)));
    }

    /** The same from a position on in the list of a section, unless it is {@code null}. */
    public Query after(Section section, @Nullable Position position) {
        return with("after", position == null ? null : Cursor.write(section.path(), position));
    }

    /** The same and a value more for each. */
    public Query withAll(String name, List<String> values) {
        var query = this;
        for (var value : values) {
            query = query.with(name, value);
        }
        return query;
    }

    @Override
    public String toString() {
        return text;
    }
}
