package sh.fanout.workflows.log.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import sh.fanout.workflows.log.Forgotten;
import sh.fanout.workflows.log.Micros;
import sh.fanout.workflows.log.SqlRows;
import sh.fanout.workflows.log.Unfinished;

/**
 * Removes what is old and needed no more; what to remove is read aside, and removed bit by bit. The file keeps its size, and
 * the room is used again.
 */
final class SqliteRetention {

    private static final int AT_ONCE = 100;
    private static final int PART = 10_000;

    /** With the id of the event to be put in. */
    private static final String NEEDED =
            """
            (EXISTS (SELECT 1 FROM deliveries WHERE event_id = %%1$s AND deliveries.status IN %1$s)
            OR EXISTS (SELECT 1 FROM dead_letters WHERE id > %%1$s || '/' AND id < %%1$s || '0' AND dead_letters.event_id = %%1$s AND dead_letters.status IN %2$s)
            OR %%1$s IN (SELECT event_id FROM operation_items WHERE operation IN (SELECT id FROM operations WHERE status IN %3$s))
            OR %%1$s IN (SELECT event_id FROM planned_items WHERE operation IN (SELECT id FROM operations WHERE status IN %3$s)))
            """.formatted(Unfinished.DELIVERIES, Unfinished.DEAD_LETTERS, Unfinished.OPERATIONS);

    private static final String EVENTS = """
            SELECT events.id AS event_id FROM events WHERE accepted_micros < ? AND events.status NOT IN %s AND NOT %s
            ORDER BY accepted_micros LIMIT %d""".formatted(Unfinished.EVENTS, NEEDED.formatted("events.id"), PART);

    /** Of events that the log does not have: a row may be written once more after its event is forgotten. */
    private static final String LEFT_OVER_LETTERS = """
            SELECT DISTINCT letters.event_id FROM dead_letters AS letters WHERE accepted_micros < ? AND NOT %s
            AND NOT EXISTS (SELECT 1 FROM events WHERE events.id = letters.event_id) LIMIT %d""".formatted(NEEDED.formatted("letters.event_id"), PART);

    private static final String OPERATIONS =
            "SELECT id FROM operations WHERE changed_micros < ? AND status NOT IN " + Unfinished.OPERATIONS;

    private static final String ERASED = "DELETE FROM erased_events WHERE erased_micros < ?";

    private final SqliteDatabase database;
    private final SqliteOperations operations;

    SqliteRetention(SqliteDatabase database, SqliteOperations operations) {
        this.database = database;
        this.operations = operations;
    }

    Forgotten forget(Instant before) {
        var ended = find(OPERATIONS, before, "id");
        ended.forEach(operations::forget);
        database.write("forget what was erased", connection -> SqlRows.execute(connection, ERASED, Micros.of(before)));
        var events = forget(EVENTS, before);
        forget(LEFT_OVER_LETTERS, before);
        return new Forgotten(events, ended.size());
    }

    private long forget(String which, Instant before) {
        var forgotten = 0L;
        List<String> found;
        do {
            found = find(which, before, "event_id");
            for (var i = 0; i < found.size(); i += AT_ONCE) {
                remove(found.subList(i, Math.min(i + AT_ONCE, found.size())));
            }
            forgotten += found.size();
        } while (found.size() == PART);
        return forgotten;
    }

    private List<String> find(String which, Instant before, String id) {
        return database.readAtLeisure("find what is old", which, List.of(Micros.of(before)), row -> row.getString(id));
    }

    /** Leaves the writer to the others for as long as it has kept it from them. */
    private void remove(List<String> events) {
        var begun = System.nanoTime();
        database.write("forget %d events".formatted(events.size()), connection -> remove(events, connection));
        LockSupport.parkNanos(Math.min(System.nanoTime() - begun, TimeUnit.SECONDS.toNanos(1)));
    }

    static void remove(List<String> events, Connection connection) throws SQLException {
        var ids = events.stream().map(id -> new @Nullable Object[] {id}).toList();
        for (var sql : SqliteTables.REMOVE) {
            SqlRows.executeEach(connection, sql, ids);
        }
    }
}
