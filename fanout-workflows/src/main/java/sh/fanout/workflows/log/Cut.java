package sh.fanout.workflows.log;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import sh.fanout.log.Position;

/**
 * One page of a list that was read one row further: that row says only that another page follows.
 *
 * @param next where the next page begins; {@code null} on the last one
 */
public record Cut<T>(List<T> rows, @Nullable Position next) {

    /** @param limit how many rows a page has at most */
    static <T> Cut<T> of(List<T> found, int limit, Function<T, Position> position) {
        if (found.size() < toRead(limit)) {
            return new Cut<>(found, null);
        }
        var rows = found.subList(0, limit);
        return new Cut<>(rows, position.apply(rows.get(limit - 1)));
    }

    /** How many rows to read for a page of at most {@code limit}. */
    public static int toRead(int limit) {
        return limit + 1;
    }
}
