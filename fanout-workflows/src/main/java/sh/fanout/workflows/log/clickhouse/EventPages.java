package sh.fanout.workflows.log.clickhouse;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import sh.fanout.log.EventPage;
import sh.fanout.log.EventQuery;
import sh.fanout.log.EventSummary;
import sh.fanout.log.Position;
import sh.fanout.workflows.log.Condition;
import sh.fanout.workflows.log.EventRow;
import sh.fanout.workflows.log.SqlRows;

/**
 * Lists events, as a rule at the cost of a page, not of the table.
 *
 * <p>FINAL never stops early: it merges all that its condition leaves. So a page first walks the rows as they lie, repeated and
 * outdated ones among them, newest first, until it has some candidates, and then asks for the current state of these alone.
 * Candidates that have moved on since (they were delivering, and the page wants such) drop out there; if that leaves too few,
 * FINAL does look at the rest.
 */
final class EventPages {

    /** An event has up to four rows until they are merged: accepted, delivering, failed, delivered after all. */
    private static final int ROWS_PER_EVENT = 4;

    private EventPages() {}

    static EventPage page(EventQuery query, Connection connection) throws SQLException {
        var walked = (query.limit() + 1) * ROWS_PER_EVENT;
        var candidates = candidates(query, walked, connection);
        var found = new ArrayList<>(current(query, candidates, connection));
        if (found.size() <= query.limit() && candidates.size() == walked) {
            found.addAll(current(after(query, candidates.get(walked - 1)), connection));
        }
        return EventRow.page(found, query.limit());
    }

    private static List<Position> candidates(EventQuery query, int walked, Connection connection) throws SQLException {
        var wanted = wanted(query);
        var sql = """
                SELECT toUnixTimestamp64Micro(accepted) AS accepted_micros, id FROM fanout_events WHERE %s
                ORDER BY accepted DESC, id DESC LIMIT %d""".formatted(wanted.sql(), walked);
        return SqlRows.read(connection, sql, wanted.values(), EventRow::position);
    }

    private static List<EventSummary> current(EventQuery query, List<Position> candidates, Connection connection)
            throws SQLException {
        var distinct = candidates.stream().distinct().toList();
        if (distinct.isEmpty()) {
            return List.of();
        }
        var positions = String.join(", ", Collections.nCopies(distinct.size(), "(%s, ?)".formatted(Tables.INSTANT)));
        var values = distinct.stream()
                .flatMap(position -> Condition.valuesOf(position).stream())
                .toList();
        return current(query, new Condition("(accepted, id) IN (%s)".formatted(positions), values), connection);
    }

    private static List<EventSummary> current(EventQuery query, Connection connection) throws SQLException {
        return current(query, new Condition("1 = 1", List.of()), connection);
    }

    private static List<EventSummary> current(EventQuery query, Condition within, Connection connection)
            throws SQLException {
        var wanted = wanted(query);
        var sql = """
                SELECT %s FROM fanout_events FINAL WHERE %s AND %s
                ORDER BY accepted DESC, id DESC LIMIT %d""".formatted(Tables.SUMMARY, within.sql(), wanted.sql(), query.limit() + 1);
        var values = Stream.concat(within.values().stream(), wanted.values().stream());
        return SqlRows.read(connection, sql, values.toList(), EventRow::summary);
    }

    private static Condition wanted(EventQuery query) {
        return Condition.of(query, "accepted", Tables.INSTANT);
    }

    private static EventQuery after(EventQuery query, Position position) {
        return new EventQuery(query.events(), position, query.limit());
    }
}
