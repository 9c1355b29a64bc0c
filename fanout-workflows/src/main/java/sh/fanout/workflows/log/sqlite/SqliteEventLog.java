package sh.fanout.workflows.log.sqlite;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import sh.fanout.workflows.log.ErasureLog;
import sh.fanout.workflows.log.Forgotten;
import sh.fanout.workflows.log.OperationLog;
import sh.fanout.workflows.log.SqlEventLog;

/**
 * The event log in one SQLite file, which belongs to one process at a time.
 *
 * <p>An acknowledged row survives the end of the process, a {@code kill -9} included. A loss of power may take the last
 * ones: the write-ahead log is not forced to the disk at each commit. The file must not be on a network drive.
 */
public final class SqliteEventLog extends SqlEventLog {

    private final SqliteDatabase database;

    private SqliteEventLog(SqliteDatabase database) {
        super(database, new SqliteEventReads(), SqliteTables.STATEMENTS, SqliteTables.DIALECT);
        this.database = database;
    }

    /**
     * Opens the file, and creates it with its folder if there is none.
     *
     * @throws sh.fanout.FanoutException ({@code FANOUT-007}) if another process, or this one, has it open; ({@code FANOUT-011})
     *     if it cannot be written
     */
    public static SqliteEventLog open(Path file) {
        return new SqliteEventLog(SqliteDatabase.open(file));
    }

    @Override
    public OperationLog operations() {
        return new SqliteOperations(database);
    }

    @Override
    public Forgotten forget(Instant before) {
        return new SqliteRetention(database, new SqliteOperations(database)).forget(before);
    }

    @Override
    public ErasureLog erasures() {
        return new SqliteErasures(database);
    }

    @Override
    public Duration linger() {
        return Duration.ofMillis(5);
    }

    @Override
    public boolean shared() {
        return false;
    }
}
