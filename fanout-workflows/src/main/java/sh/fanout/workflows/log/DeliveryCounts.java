package sh.fanout.workflows.log;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import sh.fanout.log.DeliveryCount;
import sh.fanout.log.DeliveryStatus;

/** How far the recipients of events have them, counted by a SQL store. */
final class DeliveryCounts {

    private static final String COUNT = """
            SELECT event_id, outcome, COUNT(*) AS recipients FROM (
                SELECT event_id, subscription,
                    CASE WHEN MAX(CASE WHEN status = 'DELIVERED' THEN 1 ELSE 0 END) = 1 THEN 'DELIVERED' ELSE MIN(status) END AS outcome
                FROM %s WHERE status <> 'PASSED_ON' AND %s GROUP BY event_id, subscription) AS recipients
            GROUP BY event_id, outcome ORDER BY event_id, outcome""";

    private DeliveryCounts() {}

    /** By the ids of the events. */
    public static Map<String, List<DeliveryCount>> read(
            Collection<String> eventIds, Dialect dialect, Connection connection) throws SQLException {
        var counts = SqlRows.readInParts(eventIds, part -> {
            var theirs = SqlCondition.oneOf("event_id", part, dialect);
            var sql = COUNT.formatted(dialect.rows("deliveries"), theirs.sql());
            return SqlRows.read(
                    connection,
                    sql,
                    theirs.values(),
                    row -> new OfEvent(
                            row.getString("event_id"),
                            new DeliveryCount(
                                    DeliveryStatus.valueOf(row.getString("outcome")), row.getInt("recipients"))));
        });
        return counts.stream().collect(groupingBy(OfEvent::eventId, mapping(OfEvent::count, toList())));
    }

    private record OfEvent(String eventId, DeliveryCount count) {}
}
