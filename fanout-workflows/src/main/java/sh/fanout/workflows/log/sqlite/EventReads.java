package sh.fanout.workflows.log.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sh.fanout.log.DeliveryCount;
import sh.fanout.log.EventCounts;
import sh.fanout.log.EventPage;
import sh.fanout.log.EventQuery;
import sh.fanout.log.EventSelection;
import sh.fanout.log.EventStatus;
import sh.fanout.log.LoggedEvent;
import sh.fanout.log.Position;
import sh.fanout.log.Stats;
import sh.fanout.log.StatsQuery;
import sh.fanout.log.Steps;
import sh.fanout.workflows.log.Condition;
import sh.fanout.workflows.log.DeliveryCounts;
import sh.fanout.workflows.log.DeliveryRow;
import sh.fanout.workflows.log.EventCountRows;
import sh.fanout.workflows.log.EventPart;
import sh.fanout.workflows.log.EventRow;
import sh.fanout.workflows.log.SqlRows;
import sh.fanout.workflows.log.StatsRows;

/** What is asked about events. */
final class EventReads {

    private EventReads() {}

    static EventPage page(EventQuery query, Connection connection) throws SQLException {
        var wanted = wanted(query.events(), connection).and(Condition.before(query.after(), Schema.DIALECT));
        var sql = Schema.PAGE.formatted(wanted.sql(), query.limit() + 1);
        return EventRow.page(SqlRows.read(connection, sql, wanted.values(), EventRow::summary), query.limit());
    }

    static EventPart scan(EventSelection events, @Nullable Position after, int limit, Connection connection)
            throws SQLException {
        var wanted = wanted(events, connection).and(Condition.after(after, Schema.DIALECT));
        var sql = Schema.SCAN.formatted(wanted.sql(), limit);
        var part = part(limit, sql, wanted, connection);
        return new EventPart(with(Schema.OUTCOMES, part.events(), connection), part.next());
    }

    static EventPart newest(EventSelection events, @Nullable Position before, int limit, Connection connection)
            throws SQLException {
        var wanted = wanted(events, connection).and(Condition.before(before, Schema.DIALECT));
        return part(limit, Schema.NEWEST.formatted(wanted.sql(), limit), wanted, connection);
    }

    private static EventPart part(int limit, String sql, Condition wanted, Connection connection) throws SQLException {
        var part = new EventPart.Filling(limit);
        SqlRows.readWhile(part::add, connection, sql, wanted.values(), EventRow::read);
        return part.part();
    }

    static int count(EventSelection events, @Nullable Position before, int limit, Connection connection)
            throws SQLException {
        var wanted = wanted(events, connection).and(Condition.before(before, Schema.DIALECT));
        var sql = Schema.COUNT.formatted(wanted.sql(), limit);
        return SqlRows.count(connection, sql, wanted.values());
    }

    static Stats stats(StatsQuery query, Connection connection) throws SQLException {
        var counting = new StatsReads(query, () -> types(connection), connection);
        return StatsRows.read(query, counting::count);
    }

    /** Step by step, and not grouped: SQLite would sort all of them. */
    static EventCounts counts(EventSelection events, Steps steps, Connection connection) throws SQLException {
        var rows = new EventCountRows(steps);
        for (var n = 0; n < steps.count(); n++) {
            var step = n;
            var wanted = wanted(events.since(steps.at(n)).before(steps.at(n + 1)), connection);
            var sql = Schema.COUNT_BY_STATUS.formatted(
                    events.status() == null ? Schema.ALONG_THE_LIST : "", wanted.sql());
            SqlRows.read(connection, sql, wanted.values(), row -> {
                for (var status : EventStatus.values()) {
                    rows.add(step, status, row.getInt(status.name()));
                }
                return rows;
            });
        }
        return rows.counts();
    }

    static Map<String, List<DeliveryCount>> deliveries(Collection<String> eventIds, Connection connection)
            throws SQLException {
        return DeliveryCounts.read(eventIds, Schema.DIALECT, connection);
    }

    static List<LoggedEvent> find(Collection<Position> positions, Connection connection) throws SQLException {
        var ids = positions.stream().map(Position::id).toList();
        return SqlRows.readInParts(ids, part -> events(Condition.oneOf("id", part, Schema.DIALECT), connection));
    }

    static List<LoggedEvent> find(String eventId, Connection connection) throws SQLException {
        var itself = Condition.oneOf("id", List.of(eventId), Schema.DIALECT);
        return with(Schema.DELIVERIES, events(itself, connection), connection);
    }

    private static List<LoggedEvent> events(Condition wanted, Connection connection) throws SQLException {
        return SqlRows.read(connection, Schema.EVENTS.formatted(wanted.sql()), wanted.values(), EventRow::read);
    }

    private static List<LoggedEvent> with(String deliveries, List<LoggedEvent> events, Connection connection)
            throws SQLException {
        var ids = events.stream().map(event -> event.envelope().id()).toList();
        return DeliveryRow.join(events, SqlRows.readInParts(ids, part -> {
            var theirs = Condition.oneOf("event_id", part, Schema.DIALECT);
            var sql = deliveries.formatted(theirs.sql());
            return SqlRows.read(connection, sql, theirs.values(), DeliveryRow::readOfEvent);
        }));
    }

    private static Condition wanted(EventSelection events, Connection connection) throws SQLException {
        return Condition.of(events, () -> types(connection), Schema.DIALECT);
    }

    private static List<String> types(Connection connection) throws SQLException {
        return SqlRows.read(connection, Schema.TYPES, List.of(), row -> row.getString("type"));
    }
}
