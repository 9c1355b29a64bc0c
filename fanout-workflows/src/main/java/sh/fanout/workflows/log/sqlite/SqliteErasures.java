package sh.fanout.workflows.log.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.workflows.log.ErasedEvents;
import sh.fanout.workflows.log.ErasureRow;
import sh.fanout.workflows.log.EventLogUnreachableException;
import sh.fanout.workflows.log.Micros;
import sh.fanout.workflows.log.RowWriter;
import sh.fanout.workflows.log.SqlCondition;
import sh.fanout.workflows.log.SqlErasures;
import sh.fanout.workflows.log.SqlRows;

/** Erases from the file of the event log: SQLite overwrites what is deleted, and the write-ahead log is emptied. */
final class SqliteErasures extends SqlErasures {

    static final String[] CREATE = {
        """
        CREATE TABLE IF NOT EXISTS erasures (
            id TEXT PRIMARY KEY, revision INTEGER NOT NULL, requested_micros INTEGER NOT NULL, erasure TEXT NOT NULL)""", """
        CREATE TABLE IF NOT EXISTS erased_events (
            digest TEXT PRIMARY KEY, erased_micros INTEGER NOT NULL) WITHOUT ROWID""",
    };

    private static final String PURPOSE = "empty its write-ahead log";

    private static final String ERASED = "INSERT OR REPLACE INTO erased_events VALUES (?, ?)";

    private static final String DROP_PLANNED = "DELETE FROM planned_items WHERE ";

    private static final String BLANK_ITEMS =
            "UPDATE operation_items SET event_id = '', stream = NULL, ordering_key = NULL, reason = NULL WHERE ";

    private static final RowWriter WRITE = SqliteTables.upsert("erasures", ErasureRow.COLUMNS, "id");

    private final SqliteDatabase database;

    SqliteErasures(SqliteDatabase database) {
        super(database, WRITE, SqliteTables.DIALECT);
        this.database = database;
    }

    @Override
    public void erase(List<String> eventIds, Instant now) {
        database.write("erase %d events".formatted(eventIds.size()), connection -> {
            remember(eventIds, now, connection);
            SqliteRetention.remove(eventIds, connection);
            var items = SqlCondition.oneOf("event_id", eventIds, SqliteTables.DIALECT);
            SqlRows.execute(
                    connection, DROP_PLANNED + items.sql(), items.values().toArray());
            SqlRows.execute(
                    connection, BLANK_ITEMS + items.sql(), items.values().toArray());
        });
        emptyWriteAheadLog();
    }

    /** What was erased is still in it; a reader who keeps it busy is waited for by the next attempt. */
    private void emptyWriteAheadLog() {
        var busy =
                database.readAtLeisure(PURPOSE, "PRAGMA wal_checkpoint(TRUNCATE)", List.of(), row -> row.getBoolean(1));
        if (busy.contains(true)) {
            throw new EventLogUnreachableException(
                    database.describe(), PURPOSE, new SQLException("somebody reads it since more than five seconds"));
        }
    }

    private static void remember(List<String> eventIds, Instant now, Connection connection) throws SQLException {
        var rows = eventIds.stream()
                .map(id -> new @Nullable Object[] {ErasedEvents.digest(id), Micros.of(now)})
                .toList();
        SqlRows.executeEach(connection, ERASED, rows);
    }
}
