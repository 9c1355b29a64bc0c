package sh.fanout.workflows.log.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import sh.fanout.erasure.Erasure;
import sh.fanout.workflows.log.Condition;
import sh.fanout.workflows.log.ErasedEvents;
import sh.fanout.workflows.log.ErasureLog;
import sh.fanout.workflows.log.ErasureRow;
import sh.fanout.workflows.log.EventLogUnreachableException;
import sh.fanout.workflows.log.EventRow;
import sh.fanout.workflows.log.SqlRows;

/** Erases from the file of the event log: SQLite overwrites what is deleted, and the write-ahead log is emptied. */
final class SqliteErasures implements ErasureLog {

    static final String[] TABLES = {
        """
        CREATE TABLE IF NOT EXISTS erasures (
            id TEXT PRIMARY KEY, revision INTEGER NOT NULL, requested_micros INTEGER NOT NULL, erasure TEXT NOT NULL)""", """
        CREATE TABLE IF NOT EXISTS erased_events (
            digest TEXT PRIMARY KEY, erased_micros INTEGER NOT NULL) WITHOUT ROWID""",
    };

    private static final String PURPOSE = "empty its write-ahead log";

    private static final String ERASED = "INSERT OR REPLACE INTO erased_events VALUES (?, ?)";

    private static final String COUNT = "SELECT COUNT(*) FROM events WHERE ";

    private static final String DROP_PLANNED = "DELETE FROM planned_items WHERE ";

    private static final String BLANK_ITEMS =
            "UPDATE operation_items SET event_id = '', stream = NULL, ordering_key = NULL, reason = NULL WHERE ";

    private static final String WRITE = """
            INSERT INTO erasures VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE
            SET revision = excluded.revision, requested_micros = excluded.requested_micros, erasure = excluded.erasure
            WHERE excluded.revision >= erasures.revision""";

    private final SqliteEventLog log;

    SqliteErasures(SqliteEventLog log) {
        this.log = log;
    }

    @Override
    public long erase(List<String> eventIds, Instant now) {
        var erased = new AtomicLong();
        log.write("erase %d events".formatted(eventIds.size()), connection -> {
            var wanted = Condition.oneOf("id", eventIds, Schema.DIALECT);
            erased.set(SqlRows.count(connection, COUNT + wanted.sql(), wanted.values()));
            remember(eventIds, now, connection);
            Forgetting.remove(eventIds, connection);
            var items = Condition.oneOf("event_id", eventIds, Schema.DIALECT);
            run(DROP_PLANNED, items, connection);
            run(BLANK_ITEMS, items, connection);
        });
        emptyWriteAheadLog();
        return erased.get();
    }

    /** What was erased is still in it; a reader who keeps it busy is waited for by the next attempt. */
    private void emptyWriteAheadLog() {
        var busy = log.readAtLeisure(PURPOSE, "PRAGMA wal_checkpoint(TRUNCATE)", List.of(), row -> row.getBoolean(1));
        if (busy.contains(true)) {
            throw new EventLogUnreachableException(
                    log.describe(), PURPOSE, new SQLException("somebody reads it since more than five seconds"));
        }
    }

    private static void remember(List<String> eventIds, Instant now, Connection connection) throws SQLException {
        try (var row = connection.prepareStatement(ERASED)) {
            for (var id : eventIds) {
                SqlRows.set(row, ErasedEvents.digest(id), EventRow.micros(now));
                row.executeUpdate();
            }
        }
    }

    private static void run(String sql, Condition which, Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(sql + which.sql())) {
            SqlRows.set(statement, which.values().toArray());
            statement.executeUpdate();
        }
    }

    @Override
    public void write(Erasure erasure) {
        log.write("store erasure " + erasure.id(), connection -> {
            try (var row = connection.prepareStatement(WRITE)) {
                SqlRows.set(
                        row,
                        erasure.id(),
                        ErasureRow.revision(erasure),
                        EventRow.micros(erasure.requested()),
                        ErasureRow.json(erasure));
                row.executeUpdate();
            }
        });
    }

    @Override
    public Optional<Erasure> find(String id) {
        return read("SELECT erasure FROM erasures WHERE id = ?", id).stream().findFirst();
    }

    @Override
    public List<Erasure> newest(int limit) {
        return read("SELECT erasure FROM erasures ORDER BY requested_micros DESC, id DESC LIMIT ?", limit);
    }

    private List<Erasure> read(String sql, Object value) {
        return log.read("find erasures", connection -> SqlRows.read(connection, sql, List.of(value), ErasureRow::read));
    }
}
