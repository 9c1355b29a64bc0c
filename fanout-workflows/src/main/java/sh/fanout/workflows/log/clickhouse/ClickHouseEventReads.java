package sh.fanout.workflows.log.clickhouse;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
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
import sh.fanout.workflows.log.Micros;
import sh.fanout.workflows.log.SqlCondition;
import sh.fanout.workflows.log.SqlRows;
import sh.fanout.workflows.log.StatsRows;

/** Finds events by the time at which they were accepted, by which the table is sorted. */
final class ClickHouseEventReads implements EventReads {

    /** Only a status is ever outdated. Few events out of four are, since the server merges rows soon. */
    private static final int CANDIDATES_PER_EVENT = 4;

    @Override
    public EventPage page(EventQuery query, Connection connection) throws SQLException {
        var wanted = SqlCondition.of(query.events(), ClickHouseTables.DIALECT, connection);
        var limit = Cut.toRead(query.limit());
        var walked = query.events().status() == null ? limit : limit * CANDIDATES_PER_EVENT;
        var candidates = Walk.BACKWARD.candidates(wanted.and(Walk.BACKWARD.beyond(query.after())), walked, connection);
        var found = new ArrayList<>(Walk.BACKWARD.current(candidates, wanted, Walk.Columns.SUMMARY, connection));
        if (found.size() < limit && candidates.size() == walked) {
            var rest = wanted.and(Walk.BACKWARD.beyond(candidates.get(walked - 1)));
            found.addAll(Walk.BACKWARD.rows(rest, limit, Walk.Columns.SUMMARY, connection));
        }
        return EventRow.page(found, query.limit());
    }

    @Override
    public EventPart scan(EventSelection events, @Nullable Position after, int limit, Connection connection)
            throws SQLException {
        var found = Walk.FORWARD.read(events, after, limit, connection);
        if (found.events().isEmpty()) {
            return found;
        }
        var last = found.events().get(found.events().size() - 1);
        var part = SqlCondition.of(events, ClickHouseTables.DIALECT, connection)
                .and(Walk.FORWARD.beyond(after))
                .and(Walk.FORWARD.upTo(
                        new Position(last.accepted(), last.envelope().id())));
        var sql = ClickHouseTables.OUTCOMES.formatted(part.sql());
        var outcomes = SqlRows.read(connection, sql, part.values(), DeliveryRow::readOfEvent);
        return new EventPart(DeliveryRow.join(found.events(), outcomes), found.next());
    }

    @Override
    public EventPart newest(EventSelection events, @Nullable Position before, int limit, Connection connection)
            throws SQLException {
        return Walk.BACKWARD.read(events, before, limit, connection);
    }

    @Override
    public int count(EventSelection events, @Nullable Position before, int limit, Connection connection)
            throws SQLException {
        var wanted = SqlCondition.of(events, ClickHouseTables.DIALECT, connection)
                .and(SqlCondition.before(before, ClickHouseTables.DIALECT));
        // Nothing but the status of an event ever changes, so that any of its rows tells whether it counts.
        var sql = events.status() == null ? ClickHouseTables.COUNT : ClickHouseTables.COUNT_AS_THEY_ARE;
        return SqlRows.count(connection, sql.formatted(wanted.sql(), limit), wanted.values());
    }

    @Override
    public List<StatsRows.Count> count(StatsRows.What what, StatsQuery query, Connection connection)
            throws SQLException {
        return StatsRows.grouped(what, query, ClickHouseTables.DIALECT, connection);
    }

    @Override
    public EventCounts counts(EventSelection events, Steps steps, Connection connection) throws SQLException {
        var wanted =
                SqlCondition.of(events.since(steps.from()).before(steps.to()), ClickHouseTables.DIALECT, connection);
        var sql = ClickHouseTables.COUNT_BY_STATUS.formatted(
                Micros.of(steps.from()), Micros.of(steps.length()), wanted.sql());
        var rows = new EventCountRows(steps);
        SqlRows.read(connection, sql, wanted.values(), row -> {
            rows.add(row.getInt("step"), EventStatus.valueOf(row.getString("status")), row.getInt("counted"));
            return rows;
        });
        return rows.counts();
    }

    @Override
    public List<LoggedEvent> find(Collection<Position> positions, Connection connection) throws SQLException {
        return SqlRows.readInParts(
                positions, part -> Walk.FORWARD.rows(Walk.at(part), part.size(), Walk.Columns.WHOLE, connection));
    }

    @Override
    public List<LoggedEvent> find(String eventId, Connection connection) throws SQLException {
        var found = SqlRows.read(connection, ClickHouseTables.FIND_EVENT, List.of(eventId), EventRow::read);
        return DeliveryRow.join(
                found,
                SqlRows.read(connection, ClickHouseTables.DELIVERIES, List.of(eventId), DeliveryRow::readOfEvent));
    }
}
