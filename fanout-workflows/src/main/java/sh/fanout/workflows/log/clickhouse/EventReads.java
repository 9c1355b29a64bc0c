package sh.fanout.workflows.log.clickhouse;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sh.fanout.log.DeliveryCount;
import sh.fanout.log.EventCounts;
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

/** Reads whole events. */
final class EventReads {

    private EventReads() {}

    static EventPart scan(EventSelection events, @Nullable Position after, int limit, Connection connection)
            throws SQLException {
        var found = Walk.FORWARD.read(events, after, limit, connection);
        if (found.events().isEmpty()) {
            return found;
        }
        var last = found.events().get(found.events().size() - 1);
        var part = Walk.wanted(events, connection)
                .and(Walk.FORWARD.beyond(after))
                .and(Walk.FORWARD.upTo(
                        new Position(last.accepted(), last.envelope().id())));
        var sql = Tables.OUTCOMES.formatted(part.sql());
        var outcomes = SqlRows.read(connection, sql, part.values(), DeliveryRow::readOfEvent);
        return new EventPart(DeliveryRow.join(found.events(), outcomes), found.next());
    }

    static EventPart newest(EventSelection events, @Nullable Position before, int limit, Connection connection)
            throws SQLException {
        return Walk.BACKWARD.read(events, before, limit, connection);
    }

    static int count(EventSelection events, @Nullable Position before, int limit, Connection connection)
            throws SQLException {
        var wanted = Walk.wanted(events, connection).and(Condition.before(before, Tables.DIALECT));
        // Nothing but the status of an event ever changes, so that any of its rows tells whether it counts.
        var sql = events.status() == null ? Tables.COUNT : Tables.COUNT_AS_THEY_ARE;
        return SqlRows.count(connection, sql.formatted(wanted.sql(), limit), wanted.values());
    }

    static Stats stats(StatsQuery query, Connection connection) throws SQLException {
        return StatsRows.read(
                query,
                what -> StatsRows.grouped(what, query, () -> Walk.types(connection), Tables.DIALECT, connection));
    }

    static EventCounts counts(EventSelection events, Steps steps, Connection connection) throws SQLException {
        var wanted = Walk.wanted(events.since(steps.from()).before(steps.to()), connection);
        var sql = Tables.COUNT_BY_STATUS.formatted(
                EventRow.micros(steps.from()), EventRow.micros(steps.length()), wanted.sql());
        var rows = new EventCountRows(steps);
        SqlRows.read(connection, sql, wanted.values(), row -> {
            rows.add(row.getInt("step"), EventStatus.valueOf(row.getString("status")), row.getInt("counted"));
            return rows;
        });
        return rows.counts();
    }

    static Map<String, List<DeliveryCount>> deliveries(Collection<String> eventIds, Connection connection)
            throws SQLException {
        return DeliveryCounts.read(eventIds, Tables.DIALECT, connection);
    }

    static List<LoggedEvent> find(Collection<Position> positions, Connection connection) throws SQLException {
        return SqlRows.readInParts(
                positions, part -> Walk.FORWARD.rows(Walk.at(part), part.size(), Walk.Columns.WHOLE, connection));
    }

    static List<LoggedEvent> find(String eventId, Connection connection) throws SQLException {
        var found = SqlRows.read(connection, Tables.FIND_EVENT, List.of(eventId), EventRow::read);
        return DeliveryRow.join(
                found, SqlRows.read(connection, Tables.DELIVERIES, List.of(eventId), DeliveryRow::readOfEvent));
    }
}
