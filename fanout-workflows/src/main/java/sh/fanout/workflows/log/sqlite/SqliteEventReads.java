package sh.fanout.workflows.log.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.log.EventCounts;
import sh.fanout.log.EventPage;
import sh.fanout.log.EventQuery;
import sh.fanout.log.EventSelection;
import sh.fanout.log.EventStatus;
import sh.fanout.log.LoggedEvent;
import sh.fanout.log.Position;
import sh.fanout.log.StatsQuery;
import sh.fanout.log.Steps;
import sh.fanout.workflows.log.Cut;
import sh.fanout.workflows.log.DeliveryRow;
import sh.fanout.workflows.log.EventCountRows;
import sh.fanout.workflows.log.EventPart;
import sh.fanout.workflows.log.EventReads;
import sh.fanout.workflows.log.EventRow;
import sh.fanout.workflows.log.SqlCondition;
import sh.fanout.workflows.log.SqlRows;
import sh.fanout.workflows.log.StatsRows;

/** Finds events along an index that has the order of the list. */
final class SqliteEventReads implements EventReads {

    @Override
    public List<LoggedEvent> find(String eventId, Connection connection) throws SQLException {
        var itself = SqlCondition.oneOf("id", List.of(eventId), SqliteTables.DIALECT);
        return with(SqliteTables.DELIVERIES, events(itself, connection), connection);
    }

    @Override
    public List<LoggedEvent> find(Collection<Position> events, Connection connection) throws SQLException {
        var ids = events.stream().map(Position::id).toList();
        return SqlRows.readInParts(
                ids, part -> events(SqlCondition.oneOf("id", part, SqliteTables.DIALECT), connection));
    }

    private static List<LoggedEvent> events(SqlCondition wanted, Connection connection) throws SQLException {
        return SqlRows.read(connection, SqliteTables.EVENTS.formatted(wanted.sql()), wanted.values(), EventRow::read);
    }

    private static List<LoggedEvent> with(String deliveries, List<LoggedEvent> events, Connection connection)
            throws SQLException {
        var ids = events.stream().map(event -> event.envelope().id()).toList();
        return DeliveryRow.join(events, SqlRows.readInParts(ids, part -> {
            var theirs = SqlCondition.oneOf("event_id", part, SqliteTables.DIALECT);
            var sql = deliveries.formatted(theirs.sql());
            return SqlRows.read(connection, sql, theirs.values(), DeliveryRow::readOfEvent);
        }));
    }

    @Override
    public EventPage page(EventQuery query, Connection connection) throws SQLException {
        var reach = Reach.of(query.events(), query.after(), connection);
        var sql = SqliteTables.PAGE.formatted(reach.wanted().sql(), Cut.toRead(query.limit()));
        var found = SqlRows.read(connection, sql, reach.wanted().values(), EventRow::summary);
        var page = EventRow.page(found, query.limit());
        return page.next() == null ? EventPage.of(found, reach.end()) : page;
    }

    @Override
    public EventPart scan(EventSelection events, @Nullable Position after, int limit, Connection connection)
            throws SQLException {
        var wanted = SqlCondition.of(events, SqliteTables.DIALECT, connection)
                .and(SqlCondition.after(after, SqliteTables.DIALECT));
        var part = part(limit, SqliteTables.SCAN, wanted, connection);
        return new EventPart(with(SqliteTables.OUTCOMES, part.events(), connection), part.next());
    }

    @Override
    public EventPart newest(EventSelection events, @Nullable Position before, int limit, Connection connection)
            throws SQLException {
        var reach = Reach.of(events, before, connection);
        var part = part(limit, SqliteTables.NEWEST, reach.wanted(), connection);
        return part.next() == null ? new EventPart(part.events(), reach.end()) : part;
    }

    private static EventPart part(int limit, String statement, SqlCondition wanted, Connection connection)
            throws SQLException {
        var part = new EventPart.Filling(limit);
        var sql = statement.formatted(wanted.sql(), limit);
        SqlRows.readWhile(part::add, connection, sql, wanted.values(), EventRow::read);
        return part.part();
    }

    @Override
    public int count(EventSelection events, @Nullable Position before, int limit, Connection connection)
            throws SQLException {
        var wanted = SqlCondition.of(events, SqliteTables.DIALECT, connection)
                .and(SqlCondition.before(before, SqliteTables.DIALECT));
        return SqlRows.count(connection, SqliteTables.COUNT.formatted(wanted.sql(), limit), wanted.values());
    }

    /** Step by step, and not grouped: SQLite would sort all of them. */
    @Override
    public EventCounts counts(EventSelection events, Steps steps, Connection connection) throws SQLException {
        var rows = new EventCountRows(steps);
        for (var n = 0; n < steps.count(); n++) {
            var step = n;
            var wanted = SqlCondition.of(
                    events.since(steps.at(n)).before(steps.at(n + 1)), SqliteTables.DIALECT, connection);
            var sql = SqliteTables.COUNT_BY_STATUS.formatted(
                    events.status() == null ? SqliteTables.ALONG_THE_LIST : "", wanted.sql());
            SqlRows.read(connection, sql, wanted.values(), row -> {
                for (var status : EventStatus.values()) {
                    rows.add(step, status, row.getInt(status.name()));
                }
                return rows;
            });
        }
        return rows.counts();
    }

    @Override
    public List<StatsRows.Count> count(StatsRows.What what, StatsQuery query, Connection connection)
            throws SQLException {
        // Dead letters are few, and have no index of their types.
        return what == StatsRows.What.DEAD_LETTERS
                ? StatsRows.grouped(what, query, SqliteTables.DIALECT, connection)
                : TypeCounts.of(what, query, connection);
    }
}
