package sh.fanout.workflows.log.clickhouse;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.log.Position;
import sh.fanout.workflows.log.EventRow;
import sh.fanout.workflows.log.Forgotten;
import sh.fanout.workflows.log.Micros;
import sh.fanout.workflows.log.SqlCondition;
import sh.fanout.workflows.log.SqlRows;
import sh.fanout.workflows.log.Unfinished;

/**
 * Removes what is old and needed no more: all of a stretch of time but what is needed, which is little.
 *
 * <p>Each removal is a mutation, which only marks rows; so a table has one per stretch and only if there is something to
 * remove, and {@value #MAX_STRETCHES} at a time. A partition is written anew once half of it is marked.
 */
final class ClickHouseRetention {

    private static final int MAX_STRETCHES = 10;

    private static final String TIME = ClickHouseTables.DIALECT.instant();

    /** The events before some time that are needed and stand after a position, of which the last value is the id. */
    private static final String NEEDED = """
            SELECT DISTINCT toUnixTimestamp64Micro(accepted) AS accepted_micros, event_id AS id FROM (
                SELECT accepted, id AS event_id FROM fanout_events FINAL WHERE accepted < %1$s AND status IN %2$s
                UNION ALL
                SELECT accepted, event_id FROM fanout_deliveries FINAL WHERE accepted < %1$s AND status IN %3$s
                UNION ALL
                SELECT accepted, event_id FROM fanout_dead_letters FINAL WHERE accepted < %1$s AND status IN %4$s
                UNION ALL
                SELECT accepted, id AS event_id FROM fanout_events WHERE accepted < %1$s AND id IN (
                    SELECT event_id FROM fanout_operation_items WHERE operation IN (%5$s)
                    UNION ALL
                    SELECT event_id FROM fanout_planned_items WHERE operation IN (%5$s)))
            WHERE (accepted, event_id) > (%1$s, ?) ORDER BY accepted_micros, id LIMIT %6$d""".formatted(
                    TIME,
                    Unfinished.EVENTS,
                    Unfinished.DELIVERIES,
                    Unfinished.DEAD_LETTERS,
                    "SELECT id FROM fanout_operations FINAL WHERE status IN " + Unfinished.OPERATIONS,
                    SqlRows.PART);

    private static final String ENDED = "SELECT id FROM fanout_operations FINAL WHERE changed < %s AND status NOT IN %s"
            .formatted(TIME, Unfinished.OPERATIONS);

    private static final String COUNT = "SELECT uniqExact(%2$s) AS events FROM %1$s WHERE ";

    private static final String REMOVE = "DELETE FROM %s WHERE ";

    /** Marked rows are counted where it says how many were written, and not where rows are read. */
    private static final String HALF_EMPTY = """
            SELECT written.id AS partition FROM (
                SELECT partition_id AS id, sum(rows) AS rows FROM system.parts
                WHERE active AND database = currentDatabase() AND table = '%1$s' GROUP BY id) AS written
            LEFT JOIN (SELECT _partition_id AS id, count() AS rows FROM %1$s GROUP BY id) AS found ON found.id = written.id
            WHERE written.rows > 0 AND found.rows * 2 <= written.rows""";

    private final Connection connection;

    /** @param connection one that is patient */
    ClickHouseRetention(Connection connection) {
        this.connection = connection;
    }

    Forgotten forget(Instant before) throws SQLException {
        var ended = SqlRows.read(connection, ENDED, List.of(Micros.of(before)), row -> row.getString("id"));
        SqlRows.readInParts(ended, this::forgetOperations);
        forgetErased(before);
        return new Forgotten(forgetEvents(before), ended.size());
    }

    /** The items first, so that what is cut short begins anew. */
    private List<String> forgetOperations(List<String> ids) throws SQLException {
        var items = SqlCondition.oneOf("operation", ids, ClickHouseTables.DIALECT);
        run(REMOVE.formatted("fanout_planned_items"), items);
        run(REMOVE.formatted("fanout_operation_items"), items);
        run(REMOVE.formatted("fanout_operations"), SqlCondition.oneOf("id", ids, ClickHouseTables.DIALECT));
        return ids;
    }

    private void forgetErased(Instant before) throws SQLException {
        var old = new SqlCondition("erased < " + TIME, List.of(Micros.of(before)));
        if (SqlRows.count(connection, "SELECT count() FROM fanout_erased_events WHERE " + old.sql(), old.values())
                > 0) {
            run(REMOVE.formatted("fanout_erased_events"), old);
        }
    }

    private long forgetEvents(Instant before) throws SQLException {
        var events = 0L;
        var stretches = 0;
        @Nullable Position from = null;
        do {
            var stretch = new Stretch(before, from, needed(before, from));
            var removed = remove("fanout_events", "id", stretch);
            var rest = remove("fanout_deliveries", "event_id", stretch)
                    + remove("fanout_dead_letters", "event_id", stretch);
            events += removed;
            stretches += removed + rest > 0 ? 1 : 0;
            from = stretch.to();
        } while (from != null && stretches < MAX_STRETCHES);
        return events;
    }

    private List<Position> needed(Instant before, @Nullable Position from) throws SQLException {
        var time = Micros.of(before);
        var after = from == null ? new Position(Instant.EPOCH, "") : from;
        return SqlRows.read(
                connection,
                NEEDED,
                List.of(time, time, time, time, Micros.of(after.time()), after.id()),
                EventRow::position);
    }

    /** Removes what a table has about a stretch, and says of how many events. */
    private long remove(String table, String event, Stretch stretch) throws SQLException {
        var wanted = stretch.of(event);
        var events = SqlRows.count(connection, COUNT.formatted(table, event) + wanted.sql(), wanted.values());
        if (events > 0) {
            run(REMOVE.formatted(table), wanted);
            makeRoom(table);
        }
        return events;
    }

    private void makeRoom(String table) throws SQLException {
        var partitions =
                SqlRows.read(connection, HALF_EMPTY.formatted(table), List.of(), row -> row.getString("partition"));
        for (var partition : partitions) {
            run(
                    "ALTER TABLE %s APPLY DELETED MASK IN PARTITION ID ".formatted(table),
                    new SqlCondition("?", List.of(partition)));
        }
    }

    private void run(String sql, SqlCondition which) throws SQLException {
        ClickHouseDatabase.run(sql + which.sql(), which.values(), connection);
    }
}
