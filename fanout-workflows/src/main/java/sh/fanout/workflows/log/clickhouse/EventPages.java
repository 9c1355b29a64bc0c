package sh.fanout.workflows.log.clickhouse;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import sh.fanout.log.EventPage;
import sh.fanout.log.EventQuery;
import sh.fanout.workflows.log.EventRow;

/** Lists events, newest first. */
final class EventPages {

    /** Only a status is ever outdated. Few events out of four are, since the server merges rows soon. */
    private static final int CANDIDATES_PER_EVENT = 4;

    private EventPages() {}

    static EventPage page(EventQuery query, Connection connection) throws SQLException {
        var wanted = Walk.wanted(query.events(), connection);
        var limit = query.limit() + 1;
        var walked = query.events().status() == null ? limit : limit * CANDIDATES_PER_EVENT;
        var candidates = Walk.BACKWARD.candidates(wanted.and(Walk.BACKWARD.beyond(query.after())), walked, connection);
        var found = new ArrayList<>(Walk.BACKWARD.current(candidates, wanted, Walk.Columns.SUMMARY, connection));
        if (found.size() < limit && candidates.size() == walked) {
            var rest = wanted.and(Walk.BACKWARD.beyond(candidates.get(walked - 1)));
            found.addAll(Walk.BACKWARD.rows(rest, limit, Walk.Columns.SUMMARY, connection));
        }
        return EventRow.page(found, query.limit());
    }
}
