package sh.fanout.workflows.log.clickhouse;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import sh.fanout.log.EventPage;
import sh.fanout.log.EventPosition;
import sh.fanout.log.EventQuery;
import sh.fanout.log.EventSummary;
import sh.fanout.workflows.log.EventConditions;
import sh.fanout.workflows.log.EventRow;
import sh.fanout.workflows.log.SqlRows;

/**
 * Lists events at the cost of a page, not of the table.
 *
 * <p>FINAL never stops early: it merges all that its condition leaves. So a page first walks the rows as they lie, repeated and
 * outdated ones among them, newest first, until it has some candidates, and then asks for the current state of these alone.
 * A candidate that has moved on since (it was delivering, and the page wants such) drops out there; the walk goes on until the
 * page is full.
 */
final class EventPages {

    private static final String COLUMN = "accepted";
    private static final String NEWEST_FIRST = "ORDER BY accepted DESC, id DESC";

    /** An event has up to three rows until they are merged: accepted, delivering, settled. */
    private static final int ROWS_PER_EVENT = 3;

    private EventPages() {}

    static EventPage page(EventQuery query, Connection connection) throws SQLException {
        var walked = (query.limit() + 1) * ROWS_PER_EVENT;
        var found = new ArrayList<EventSummary>();
        var rest = query;
        while (true) {
            var candidates = candidates(rest, walked, connection);
            found.addAll(current(rest, candidates, connection));
            if (found.size() > query.limit() || candidates.size() < walked) {
                return EventRow.page(found, query.limit());
            }
            rest = after(query, candidates.get(walked - 1));
        }
    }

    private static List<EventPosition> candidates(EventQuery query, int walked, Connection connection)
            throws SQLException {
        var wanted = EventConditions.of(query, COLUMN, Tables.INSTANT);
        var sql =
                "SELECT toUnixTimestamp64Micro(accepted) AS accepted_micros, id FROM fanout_events WHERE %s %s LIMIT %d"
                        .formatted(wanted.sql(), NEWEST_FIRST, walked);
        return SqlRows.read(connection, sql, wanted.values(), EventRow::position);
    }

    private static List<EventSummary> current(EventQuery query, List<EventPosition> candidates, Connection connection)
            throws SQLException {
        var distinct = candidates.stream().distinct().toList();
        if (distinct.isEmpty()) {
            return List.of();
        }
        var wanted = EventConditions.of(query, COLUMN, Tables.INSTANT);
        var values = new ArrayList<Object>();
        distinct.forEach(position -> values.addAll(EventConditions.valuesOf(position)));
        values.addAll(wanted.values());
        var positions = String.join(", ", Collections.nCopies(distinct.size(), "(%s, ?)".formatted(Tables.INSTANT)));
        var sql = "SELECT %s FROM fanout_events FINAL WHERE (accepted, id) IN (%s) AND %s %s"
                .formatted(Tables.SUMMARY, positions, wanted.sql(), NEWEST_FIRST);
        return SqlRows.read(connection, sql, values, EventRow::summary);
    }

    private static EventQuery after(EventQuery query, EventPosition position) {
        return new EventQuery(query.type(), query.status(), query.from(), query.to(), position, query.limit());
    }
}
