package sh.fanout.workflows.log.clickhouse;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.log.EventSelection;
import sh.fanout.log.LoggedEvent;
import sh.fanout.log.Position;
import sh.fanout.workflows.log.Condition;
import sh.fanout.workflows.log.DeliveryRow;
import sh.fanout.workflows.log.EventRow;
import sh.fanout.workflows.log.SqlRows;

/** Reads whole events. */
final class EventReads {

    private EventReads() {}

    static List<LoggedEvent> scan(EventSelection events, @Nullable Position after, int limit, Connection connection)
            throws SQLException {
        var wanted = Walk.wanted(events, connection);
        var found = new ArrayList<LoggedEvent>();
        var walked = after;
        while (found.size() < limit) {
            var part = Math.min(limit - found.size(), SqlRows.PART);
            var candidates =
                    Walk.FORWARD.candidates(wanted.and(Condition.after(walked, Tables.DIALECT)), part, connection);
            var current = Walk.FORWARD.current(candidates, wanted, Walk.Columns.WHOLE, connection);
            found.addAll(withDeliveries(current, connection));
            if (candidates.size() < part) {
                break;
            }
            walked = candidates.get(part - 1);
        }
        return found;
    }

    static List<LoggedEvent> find(Collection<Position> positions, Connection connection) throws SQLException {
        return SqlRows.readInParts(
                positions,
                part -> Walk.FORWARD.rows(
                        Condition.at(part, Tables.DIALECT), part.size(), Walk.Columns.WHOLE, connection));
    }

    static List<LoggedEvent> find(String eventId, Connection connection) throws SQLException {
        return withDeliveries(
                SqlRows.read(connection, Tables.FIND_EVENT, List.of(eventId), EventRow::read), connection);
    }

    private static List<LoggedEvent> withDeliveries(List<LoggedEvent> events, Connection connection)
            throws SQLException {
        var ids = events.stream().map(event -> event.envelope().id()).toList();
        return DeliveryRow.join(events, SqlRows.readInParts(ids, part -> {
            var theirs = Condition.oneOf("event_id", part, Tables.DIALECT);
            var sql = Tables.DELIVERIES.formatted(theirs.sql());
            return SqlRows.read(connection, sql, theirs.values(), DeliveryRow::readOfEvent);
        }));
    }
}
